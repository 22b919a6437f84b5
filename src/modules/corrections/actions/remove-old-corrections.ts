// corrections.clean: removes requests that were decided or taken back when their time is over, as the module's datasets say.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { keptYears } from '../../../kernel/audit/whole-entries.ts';

/** Runs every night; deleting twice is harmless. What is open or on its way stays. */
export async function removeOldCorrections(app: App): Promise<void> {
  const before = new Date(app.clock.now());
  before.setUTCFullYear(before.getUTCFullYear() - keptYears);
  await impersonal(app, 'expire', async (db) => {
    const over = db
      .selectFrom('corrections.request')
      .where((eb) =>
        eb.or([
          eb.and([eb('state', 'in', ['corrected', 'refused']), eb('decided_at', '<', before)]),
          eb('withdrawn_at', '<', before),
        ]),
      );
    // Files first: what is left after a crash is found again by its request.
    await db
      .deleteFrom('kernel.file')
      .where('id', 'in', over.select('evidence_file').where('evidence_file', 'is not', null))
      .execute();
    await db.deleteFrom('corrections.request').where('id', 'in', over.select('id')).execute();
  });
}
