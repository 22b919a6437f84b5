// The end of breaches: the reference of a case goes with the case; closed ones go after ten years.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { RemovedCase } from '../../../kernel/module.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/** In the transaction of the deletion, whose caller answers for it. That it was about one case stays known. */
export async function forgetCase({ db }: Transaction, ref: string): Promise<RemovedCase> {
  await db.updateTable('oversight.incident').set({ case_ref: null }).where('case_ref', '=', ref).execute();
  return { rows: {} };
}

/** Persons go with their incident; entries first, which the table gives up only when they are that old. */
export async function removeClosedIncidents(app: App, before: Date): Promise<void> {
  await impersonal(app, 'expire', (db) =>
    db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from oversight.incident where closed_at < least(${before}::timestamptz, now() - interval '10 years')
        for update`.execute(tx);
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return;
      await tx.deleteFrom('oversight.incident_entry').where('incident_id', 'in', ids).execute();
      await tx.deleteFrom('oversight.incident').where('id', 'in', ids).execute();
    }),
  );
}
