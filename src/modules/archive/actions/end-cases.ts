// archive.end-cases, every night: announces, offers to the archive, deletes. Killed in the middle, the next run goes on.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { archiveConfig } from '../archive-config.ts';
import { deletionsOn } from '../queries/deletions.ts';
import { announceEndings } from './announce-endings.ts';
import { deleteCase } from './delete-case.ts';

/**
 * One case that can't go keeps none of the rest: it is noted, tried last in the next night, and shown to the archive. The
 * job does not fail for it, since a repeated job would delete `mostPerNight` again.
 */
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
  const left = mostPerNight - (await deletionsOn(app.db, today));
  if (left <= 0) {
    app.log.warn(`As many cases were deleted today as may be in a day (${mostPerNight}); the rest waits`);
    return;
  }
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
      .orderBy('failed_at', (order) => order.asc().nullsFirst())
      .orderBy('due')
      .orderBy('case_ref')
      .limit(left)
      .execute(),
  );
  for (const { case_ref: ref } of ready)
    await deleteCase(app, ref).catch((error: unknown) => noteFailure(app, ref, error));
}

/** By a statement of its own: the transaction of the deletion is gone. */
async function noteFailure(app: App, ref: string, error: unknown): Promise<void> {
  app.log.error({ err: error }, `The case ${ref} could not be deleted; it is tried again in the next night`);
  await impersonal(app, 'expire', (db) =>
    db
      .updateTable('archive.ending')
      .set({ failed_at: app.clock.now() })
      .where('case_ref', '=', ref)
      .execute(),
  );
}
