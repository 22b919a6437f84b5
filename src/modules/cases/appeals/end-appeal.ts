// An appeal has ended: its outcome goes back into the case whose decision it was against.
import type { AppealEnd } from '../../../engine/index.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { saveMatter } from '../actions/apply-effects.ts';
import { reopenCase } from '../actions/reopen-case.ts';
import { purposeOf } from '../legal-basis.ts';
import { loadMatter, type Matter } from '../queries/load-matter.ts';

/** Outcomes by which the decision falls: the unit decides anew, bound by the reasons. */
const falls: readonly string[] = ['upheld', 'partly-upheld'] satisfies AppealEnd[];

/** In the transaction that ends the appeal; nothing for a case that is none. */
export async function endAppeal(tx: Transaction, appeal: Matter, reasons: string): Promise<void> {
  const row = await tx.db
    .updateTable('cases.appeal')
    .set({ ended_at: tx.app.clock.now(), outcome: appeal.state })
    .where('appeal_ref', '=', appeal.ref)
    .where('ended_at', 'is', null)
    .returning(['decision_ref'])
    .executeTakeFirst();
  const matter = row?.decision_ref ? await loadMatter(tx, row.decision_ref, true) : undefined;
  if (!matter) return;
  const before = matter.state;
  const again = falls.includes(appeal.state) && (await reopenCase(tx, matter, null));
  await saveMatter(tx, matter, {
    action: `appeal-${appeal.state}`,
    fromState: before,
    input: { appeal: appeal.ref, ...(reasons === '' ? {} : { reasons }) },
    closed: false,
  });
  const definition = await requireServiceVersion(tx.app, matter.serviceId, matter.serviceVersion);
  await tx.recordAccess({
    kind: 'change',
    subject: matter.ownerId,
    fields: ['history'],
    ...purposeOf(definition, 'case-handling'),
    caseRef: matter.ref,
  });
  await tx.emit({
    type: 'case.appeal-ended',
    subject: matter.ref,
    data: { service: matter.serviceId, appeal: appeal.ref, outcome: appeal.state },
  });
  if (again)
    await tx.emit({
      type: 'case.reopened',
      subject: matter.ref,
      data: { service: matter.serviceId, appeal: appeal.ref },
    });
}
