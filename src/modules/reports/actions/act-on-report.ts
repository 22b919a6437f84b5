// What a unit does with a report: take it, ask, answer, pass it on, close it as fixed or not; each one transaction with its history.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { RewrittenPhoto } from '../../../kernel/files/rewrite-photo.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireUnit } from '../permissions.ts';
import { isOpen, type ReportState } from '../states.ts';
import { addStep, type StepKind } from './add-step.ts';
import { moveCount } from './count.ts';
import { holdReport, type HeldReport } from './hold-report.ts';
import { recordFor } from './record-for.ts';
import { keepPhotos } from './store-photos.ts';

export type UnitStep =
  | { step: 'take' }
  | { step: 'ask' | 'say' | 'decline'; note: string }
  | { step: 'forward'; unit: string; note: string }
  | { step: 'fix'; note: string; photos: readonly RewrittenPhoto[] }
  | { step: 'elsewhere'; who: string; note: string };

interface Change {
  kind: StepKind;
  state: ReportState;
  unit?: string;
  note?: string;
  shown?: 'private';
  more?: { asked?: boolean; elsewhere?: string; assignee_id?: string | null };
}

function changeOf(step: UnitStep, actor: StaffActor): Change {
  switch (step.step) {
    case 'take':
      return { kind: 'taken', state: 'working', more: { assignee_id: actor.id } };
    case 'ask':
      return { kind: 'asked', state: 'working', note: step.note, shown: 'private', more: { asked: true } };
    case 'say':
      return { kind: 'said', state: 'working', note: step.note };
    case 'forward':
      // Another unit begins with it; the promised day stays, since whoever has reported was given that.
      return {
        ...{ kind: 'forwarded', state: 'reported', unit: step.unit, note: step.note },
        more: { assignee_id: null },
      };
    case 'fix':
      return { kind: 'fixed', state: 'fixed', note: step.note };
    case 'elsewhere':
      return { kind: 'elsewhere', state: 'elsewhere', note: step.note, more: { elsewhere: step.who } };
    case 'decline':
      return { kind: 'declined', state: 'declined', note: step.note };
  }
}

/**
 * @param seen when it was changed last, as the page showed it
 * @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT, REPORT_NOT_POSSIBLE for what is closed or merged
 */
export async function actOnReport(
  app: App,
  actor: StaffActor,
  id: number,
  seen: string,
  step: UnitStep,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const held = await holdAtDesk(tx, actor, id, seen);
    if (!isOpen(held.state)) throw new Fault('REPORT_NOT_POSSIBLE');
    const change = changeOf(step, actor);
    const after = { ...held, state: change.state, unit: change.unit ?? held.unit };
    await tx.db
      .updateTable('reports.report')
      .set({
        state: after.state,
        unit: after.unit,
        updated_at: app.clock.now(),
        ...(isOpen(after.state) ? {} : { closed_at: app.clock.now(), asked: false }),
        ...change.more,
      })
      .where('id', '=', id)
      .execute();
    const added = await addStep(tx, {
      ...{ report: id, kind: change.kind, state: after.state, unit: after.unit, saidBy: 'staff' },
      ...(change.note === undefined ? {} : { note: change.note }),
      ...(change.shown === undefined ? {} : { shown: change.shown }),
    });
    if (step.step === 'fix') await keepPhotos(tx, step.photos, { report: id, step: added, state: 'shown' });
    await tx.emit({
      type: change.kind === 'asked' ? 'report.asked' : 'report.updated',
      subject: String(id),
      data: { step: added, kind: change.kind, state: after.state, unit: after.unit, area: held.area },
    });
    await recordFor(tx, id);
    await moveCount(tx, held, after);
  });
}

/** @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT */
export async function holdAtDesk(
  tx: Transaction,
  actor: StaffActor,
  id: number,
  seen: string,
): Promise<HeldReport> {
  const held = await holdReport(tx, id);
  requireUnit(tx.app, actor, held.unit);
  if (seen !== String(held.updatedAt.getTime())) throw new Fault('REVISION_CONFLICT');
  return held;
}
