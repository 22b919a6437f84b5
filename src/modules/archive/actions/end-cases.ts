// archive.end-cases, every night: announces, offers to the archive, deletes. Killed in the middle, the next run goes on.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { archiveConfig } from '../archive-config.ts';
import { announceEndings } from './announce-endings.ts';
import { deleteCase } from './delete-case.ts';

/** @throws the first fault, after all the others have been tried: one case that can't go keeps none of the rest */
export async function endCases(app: App): Promise<void> {
  await announceEndings(app);
  const { announceDays, mostPerNight } = archiveConfig.of(app);
  // Announced so long ago, by the clock as it is now: set forward for a day, it has announced and deleted nothing.
  const told = new Date(app.clock.now().getTime() - announceDays * 86_400_000);
  const today = app.clock.today();
  await impersonal(app, 'expire', (db) =>
    db
      .updateTable('archive.ending')
      .set({ state: 'offered', offered_at: app.clock.now() })
      .where('state', '=', 'announced')
      .where('to_archive', '=', true)
      .where('due', '<=', today)
      .where('announced_at', '<=', told)
      .execute(),
  );
  const ready = await impersonal(app, 'expire', (db) =>
    db
      .selectFrom('archive.ending')
      .select('case_ref')
      .where('due', '<=', today)
      .where('announced_at', '<=', told)
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['taken', 'declined']),
          eb.and([eb('state', '=', 'announced'), eb('to_archive', '=', false)]),
        ]),
      )
      .orderBy('due')
      .orderBy('case_ref')
      .limit(mostPerNight)
      .execute(),
  );
  const faults: unknown[] = [];
  for (const { case_ref: ref } of ready)
    await deleteCase(app, ref).catch((error: unknown) => void faults.push(error));
  if (faults.length > 0) throw faults[0];
}
