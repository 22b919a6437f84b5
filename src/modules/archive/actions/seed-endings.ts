// The demonstration's end of cases: two nights of the real job, so that something is announced, offered and deleted already.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { runAt } from '../../../kernel/clock.ts';
import { archiveConfig } from '../archive-config.ts';
import { endCases } from './end-cases.ts';

const day = 86_400_000;

/** The night in which the ends were announced, and the one after that time is over; once for a database. */
export async function seedEndings(app: App): Promise<void> {
  const known = await impersonal(
    app,
    'demonstration',
    async (db) =>
      (await db.selectFrom('archive.ending').select('case_ref').limit(1).executeTakeFirst()) ??
      (await db.selectFrom('archive.deletion').select('id').limit(1).executeTakeFirst()),
  );
  if (known) return;
  const { announceDays } = archiveConfig.of(app);
  const before = new Date(app.clock.now().getTime() - (announceDays + 1) * day);
  await runAt(app.clock, before, () => endCases(app));
  await endCases(app);
}
