// "It is not fixed": whoever has reported, or anybody else, brings a closed report back to its unit with a clock of its own.
import { addDays } from '../../../engine/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { RewrittenPhoto } from '../../../kernel/files/rewrite-photo.ts';
import { transact } from '../../../kernel/transaction.ts';
import { categoryById, reportsOf } from '../reports-state.ts';
import { isClosed, isOpen } from '../states.ts';
import { addStep } from './add-step.ts';
import { moveCount } from './count.ts';
import { holdReport } from './hold-report.ts';
import { dueDay } from './make-report.ts';
import { keepPhotos } from './store-photos.ts';

/** The last day on which it may be reopened; undefined for what is open. */
export function reopenUntil(app: App, { closedAt }: { closedAt: Date | null }): string | undefined {
  return closedAt === null ? undefined : addDays(dayInSwitzerland(closedAt), reportsOf(app).reopenDays);
}

/**
 * @param wanted.sentId of the form: sent twice, it is reopened once
 * @throws Fault NOT_FOUND, REPORT_MERGED, REPORT_NOT_POSSIBLE where it is open, REPORT_REOPEN_OVER
 */
export async function reopenReport(
  app: App,
  actor: Actor,
  id: number,
  wanted: { note: string; saidBy: 'reporter' | 'public'; sentId: string; photos: readonly RewrittenPhoto[] },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await holdReport(tx, id);
    const before = await tx.db
      .selectFrom('reports.step')
      .select('id')
      .where('sent_id', '=', wanted.sentId)
      .executeTakeFirst();
    if (before) return;
    if (held.mergedInto !== null) throw new Fault('REPORT_MERGED');
    if (isOpen(held.state) || !isClosed(held.state)) throw new Fault('REPORT_NOT_POSSIBLE');
    if ((reopenUntil(app, held) ?? '') < app.clock.today()) throw new Fault('REPORT_REOPEN_OVER');
    const after = { ...held, state: 'reported' as const };
    await tx.db
      .updateTable('reports.report')
      .set({
        state: 'reported',
        closed_at: null,
        elsewhere: null,
        updated_at: app.clock.now(),
        due_on: dueDay(app, categoryById(app, held.category)),
        reopened: held.reopened + 1,
        to_check: true,
      })
      .where('id', '=', id)
      .execute();
    const step = await addStep(tx, {
      ...{ report: id, kind: 'reopened', state: 'reported', unit: held.unit, note: wanted.note },
      ...{ saidBy: wanted.saidBy, shown: 'waiting', sentId: wanted.sentId },
    });
    await keepPhotos(tx, wanted.photos, { report: id, step, state: 'waiting' });
    await tx.emit({ type: 'report.reopened', subject: String(id), data: { unit: held.unit, step } });
    await moveCount(tx, held, after);
  });
}
