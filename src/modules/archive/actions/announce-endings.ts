// Finds closed cases whose retention ends soon, and says so to the person, once.
import { addDays } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { closedVersions, endingMatters, endOf, type EndedMatter } from '../../cases/index.ts';
import { serviceVersion } from '../../catalogue/index.ts';
import { archiveConfig } from '../archive-config.ts';

const portion = 200;
const programme = { kind: 'programme', task: 'archive.announce' } as const;

/** Idempotent: a case is announced once, whatever the clock says afterwards. */
export async function announceEndings(app: App): Promise<void> {
  const horizon = addDays(app.clock.today(), archiveConfig.of(app).announceDays);
  for (const { serviceId, version } of await impersonal(app, 'expire', closedVersions)) {
    const definition = await serviceVersion(app, serviceId, version);
    if (!definition) continue;
    let after = '';
    for (;;) {
      const seen = after;
      const found = await impersonal(app, 'expire', (db) =>
        endingMatters(db, definition, version, { horizon, after: seen, limit: portion }),
      );
      const due = found
        .map((matter) => ({ matter, due: endOf(definition, matter) }))
        .filter((each) => each.due <= horizon);
      if (due.length > 0) await announce(app, due, definition.purpose.retention.then === 'archive-offer');
      if (found.length < portion) break;
      after = found.at(-1)?.ref ?? '';
    }
  }
}

async function announce(
  app: App,
  due: { matter: EndedMatter; due: string }[],
  toArchive: boolean,
): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    const rows = await tx.db
      .insertInto('archive.ending')
      .values(
        due.map(({ matter, due: day }) => ({
          case_ref: matter.ref,
          owner_id: matter.ownerId,
          service_id: matter.serviceId,
          service_version: matter.serviceVersion,
          due: day,
          to_archive: toArchive,
          state: 'announced',
          announced_at: app.clock.now(),
        })),
      )
      .onConflict((conflict) => conflict.column('case_ref').doNothing())
      .returning('case_ref')
      .execute();
    for (const { case_ref: ref } of rows) await tx.emit({ type: 'case.ends-soon', subject: ref, data: {} });
  });
}
