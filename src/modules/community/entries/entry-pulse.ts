// The number that goes up with everything that happens to an entry, to whoever may read it.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Participant } from '../permissions.ts';
import { entrySightOf } from './entry-sight.ts';

/** @throws Fault NOT_FOUND */
export async function entryPulse(app: App, actor: Participant, id: string): Promise<number> {
  await entrySightOf(app, actor, id);
  const row = await ownData(app, actor, (db) =>
    db.selectFrom('community.entry').select('pulse').where('id', '=', id).executeTakeFirst(),
  );
  return row?.pulse ?? 0;
}
