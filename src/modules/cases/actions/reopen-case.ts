// Opens a closed case again: it is promised anew, and its letters count no longer.
import { lifecycleOf } from '../../../engine/index.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import type { Matter } from '../queries/load-matter.ts';
import { clockRow, promisedDay } from './apply-effects.ts';

/**
 * Changes the case and its other rows; the caller saves the case with its line of history.
 * @param assigneeId who has it from now on; null: it waits in the list of its unit
 * @returns false where it is open already
 */
export async function reopenCase(
  tx: Transaction,
  matter: Matter,
  assigneeId: string | null,
): Promise<boolean> {
  const { app } = tx;
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  if (!lifecycleOf(definition.process.use).ends.some((end) => end === matter.state)) return false;
  const { workingDays } = definition.process.promise;
  const due = promisedDay(app, workingDays);
  matter.state = assigneeId === null ? 'submitted' : 'in-review';
  matter.assigneeId = assigneeId;
  matter.outcome = null;
  matter.closedAt = null;
  matter.due = due;
  await tx.db
    .updateTable('cases.document')
    .set({ revoked_at: app.clock.now() })
    .where('case_ref', '=', matter.ref)
    .where('revoked_at', 'is', null)
    .execute();
  const row = clockRow(app, matter.ref, workingDays, due);
  await tx.db
    .insertInto('cases.clock')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['case_ref', 'id']).doUpdateSet({
        started_on: row.started_on,
        working_days: workingDays,
        due,
        paused_on: null,
        days_left: null,
        stopped_on: null,
      }),
    )
    .execute();
  return true;
}
