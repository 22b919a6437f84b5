// Two reports of the same thing become one: the other goes on, and everybody who followed this one follows that.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { requireUnit } from '../permissions.ts';
import { addStep } from './add-step.ts';
import { holdAtDesk } from './act-on-report.ts';
import { moveCount } from './count.ts';
import { holdReport } from './hold-report.ts';
import { recordFor } from './record-for.ts';

/**
 * Merged reports always point to one that goes on, never to one that is merged itself.
 * @param into number of the report that goes on, or of one that was merged into it
 * @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT, REPORT_MERGED, REPORT_MERGE_CIRCLE
 */
export async function mergeReports(
  app: App,
  actor: StaffActor,
  id: number,
  seen: string,
  into: number,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const target = await tx.db
      .selectFrom('reports.report')
      .select(['id', 'merged_into'])
      .where('id', '=', into)
      .executeTakeFirst();
    if (!target) throw new Fault('NOT_FOUND');
    const goesOn = target.merged_into ?? target.id;
    if (goesOn === id) throw new Fault('REPORT_MERGE_CIRCLE');
    // Both in the order of their numbers: two people who merge them crosswise wait for each other instead of locking each other out.
    const [first, second] = id < goesOn ? [id, goesOn] : [goesOn, id];
    await holdReport(tx, first);
    await holdReport(tx, second);
    const held = await holdAtDesk(tx, actor, id, seen);
    const other = await holdReport(tx, goesOn);
    requireUnit(app, actor, other.unit);
    if (held.mergedInto !== null) throw new Fault('REPORT_MERGED');
    // Meanwhile somebody may have merged the other one.
    if (other.mergedInto !== null)
      throw new Fault(other.mergedInto === id ? 'REPORT_MERGE_CIRCLE' : 'REPORT_MERGED');
    const now = app.clock.now();
    const after = { ...held, state: 'merged' as const };
    await tx.db
      .updateTable('reports.report')
      .set({ state: 'merged', merged_into: goesOn, updated_at: now, closed_at: now, asked: false })
      .where('id', '=', id)
      .execute();
    await tx.db
      .updateTable('reports.report')
      .set({ merged_into: goesOn })
      .where('merged_into', '=', id)
      .execute();
    await tx.db
      .updateTable('reports.report')
      // Whoever has reported this one, and whoever it concerned.
      .set({ supports: other.supports + held.supports + 1, updated_at: now })
      .where('id', '=', goesOn)
      .execute();
    const step = { saidBy: 'staff' } as const;
    await addStep(tx, {
      ...step,
      report: id,
      kind: 'merged',
      state: 'merged',
      unit: held.unit,
      note: String(goesOn),
    });
    await addStep(tx, {
      ...{ ...step, report: goesOn, kind: 'joined', state: other.state, unit: other.unit, note: String(id) },
    });
    await tx.emit({ type: 'report.merged', subject: String(id), data: { into: goesOn } });
    await recordFor(tx, id);
    await moveCount(tx, held, after);
  });
}
