// Staff settle what a corrected value means for a case: what was decided stands, or the case goes on with the right value.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { evaluateService, requireServiceVersion } from '../../catalogue/index.ts';
import { isOwnMatter, lacksCertificate, standingIn } from '../../policy/index.ts';
import { purposeOf } from '../legal-basis.ts';
import { handleCase, rightsOf, seeCase } from '../permissions.ts';
import { loadMatter, type Matter } from '../queries/load-matter.ts';
import { latestNotes, type Settled } from '../queries/corrected-values.ts';
import { content } from '../queries/withhold.ts';
import { saveMatter } from './apply-effects.ts';
import { reopenCase } from './reopen-case.ts';

export interface Settlement {
  ref: string;
  correction: string;
  how: 'stands' | 'again';
  /** Why; the person reads it. */
  note: string;
}

/**
 * `again`: the right value takes the place of the wrong one, as the register says it; a case that was closed is opened
 * again, taken by whoever settles it, with a new promise. The letter of the decision that
 * was wrong counts no longer, and `/verify` says so. Where the form asks more with the right value than was answered, the answers stay, and it is settled as `not-taken`, for all to read.
 * @throws Fault NOT_FOUND, CERTIFICATE_NEEDED, OWN_MATTER (403), CORRECTION_SETTLED, CASE_ACTION_NOT_ALLOWED for a withdrawn case (409)
 */
export async function settleCorrection(app: App, actor: StaffActor, settlement: Settlement): Promise<void> {
  const { ref, correction, how, note } = settlement;
  await transact(app, actor, async (tx) => {
    const matter = await loadMatter(tx, ref, true);
    if (!matter) throw new Fault('NOT_FOUND');
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const standing = await standingIn(app, tx.db, actor, matter, definition);
    const rights = rightsOf(app, matter, standing);
    if (!seeCase.allows(actor, rights, app)) throw new Fault('NOT_FOUND');
    const answer = standing.may('act', content);
    if (isOwnMatter(answer)) throw new Fault('OWN_MATTER');
    if (lacksCertificate(answer)) throw new Fault('CERTIFICATE_NEEDED');
    if (!handleCase.allows(actor, rights, app)) throw new Fault('NOT_FOUND');
    // What a person has withdrawn nobody takes up again against their will.
    if (matter.state === 'withdrawn')
      throw new Fault('CASE_ACTION_NOT_ALLOWED', { state: matter.state, action: `correction-${how}` });
    const rows = await tx.db
      .selectFrom('cases.corrected_value')
      .selectAll()
      .where('case_ref', '=', ref)
      .where('correction_id', '=', correction)
      .forUpdate()
      .execute();
    if (rows.length === 0) throw new Fault('NOT_FOUND');
    if (rows.some((row) => row.settled_at !== null)) throw new Fault('CORRECTION_SETTLED');
    const before = matter.state;
    let settled: Settled = how;
    if (how === 'again') {
      if (!(await takeRightValues(tx, matter, rows))) settled = 'not-taken';
      await reopenCase(tx, matter, actor.id);
    }
    await tx.db
      .updateTable('cases.corrected_value')
      .set({
        settled_at: app.clock.now(),
        settled_by: actor.id,
        settled_how: settled,
        settled_note: note === '' ? null : note,
      })
      .where('case_ref', '=', ref)
      .where('correction_id', '=', correction)
      .execute();
    const reopened = before !== matter.state;
    await saveMatter(tx, matter, {
      action: reopened ? 'reopen' : `correction-${settled}`,
      fromState: before,
      input: note === '' ? {} : { reasons: note },
      closed: false,
    });
    await tx.recordAccess({
      kind: 'change',
      subject: matter.ownerId,
      fields: settled === 'again' ? ['answers', 'history'] : ['history'],
      ...purposeOf(definition, answer.purpose === 'emergency' ? 'emergency' : 'case-handling'),
      caseRef: ref,
    });
    await tx.emit({
      type: reopened ? 'case.reopened' : 'case.correction-settled',
      subject: ref,
      data: { service: matter.serviceId, correction, how: settled },
    });
  });
}

/**
 * The case as it would have been sent with the right value: the latest that a register has said, whichever correction
 * is settled first.
 * @returns false where the form then asks more than was answered: the case stays as it is
 */
async function takeRightValues(
  tx: Transaction,
  matter: Matter,
  rows: readonly { pointer: string }[],
): Promise<boolean> {
  const definition = await requireServiceVersion(tx.app, matter.serviceId, matter.serviceVersion);
  const latest = await latestNotes(tx, matter.ref);
  const said = rows.flatMap(({ pointer }) => latest.get(pointer) ?? []);
  const right = Object.fromEntries(said.map(({ pointer, value }) => [pointer.slice(1), value]));
  const today = dayInSwitzerland(matter.submittedAt);
  const evaluation = evaluateService(tx.app, definition, { ...matter.answers, ...right }, { today });
  if (evaluation.faults.length > 0) return false;
  const origins = { ...matter.origins };
  for (const { pointer, asOf } of said) {
    const origin = origins[pointer];
    if (origin) origins[pointer] = { register: origin.register, asOf };
  }
  matter.answers = evaluation.answers;
  matter.origins = origins;
  // Now people decide, whatever the rules would have done at once.
  matter.evaluation = { ...evaluation, decision: 'by-staff' };
  await tx.db
    .updateTable('cases.matter')
    .set({
      answers: JSON.stringify(matter.answers),
      origins: JSON.stringify(matter.origins),
      evaluation: JSON.stringify(matter.evaluation),
    })
    .where('ref', '=', matter.ref)
    .execute();
  return true;
}
