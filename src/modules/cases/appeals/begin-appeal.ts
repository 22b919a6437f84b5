// An appeal begins: the decision that it names is looked for among the person's own, and rests where the law says so.
import type { Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { saveMatter } from '../actions/apply-effects.ts';
import type { Submission } from '../actions/open-case.ts';
import { legalBasisOf } from '../legal-basis.ts';
import { loadMatter, type Matter } from '../queries/load-matter.ts';
import { isReference } from '../reference.ts';
import { appealUntil, isDisputable } from './appeal-day.ts';
import { appealRule, authorityOf } from './load-appeals.ts';

export interface Disputed {
  matter: Matter;
  /** Which unit decides the appeal. */
  authority: string;
  until: string | null;
  suspends: boolean;
}

/**
 * The decision that an appeal is against. Nobody is turned away for a wrong number, and nobody learns by it which numbers
 * exist: what is no decision of the same person, or not disputed by this service, stays for staff to find out.
 */
export async function findDisputed(
  tx: Transaction,
  { definition, evaluation, owner }: Pick<Submission, 'definition' | 'evaluation' | 'owner'>,
): Promise<Disputed | undefined> {
  const { against } = definition.process;
  const typed = against === undefined ? undefined : evaluation.answers[against];
  const ref = typeof typed === 'string' ? typed.trim().toUpperCase() : '';
  if (!isReference(ref)) return undefined;
  const matter = await loadMatter(tx, ref, true);
  if (!matter || matter.ownerId !== owner.id) return undefined;
  const decided = await requireServiceVersion(tx.app, matter.serviceId, matter.serviceVersion);
  if (!isDisputable(matter, decided)) return undefined;
  const rule = appealRule(tx.app, decided.process.remedy);
  if (rule?.service !== definition.id) return undefined;
  return {
    matter,
    authority: authorityOf(tx.app, rule, matter.unit),
    until: appealUntil(tx.app, matter, decided),
    suspends: rule.suspends,
  };
}

/** In the transaction of the submission, after the case of the appeal is there. What is too late is taken in all the same: people decide that. */
export async function beginAppeal(
  tx: Transaction,
  appeal: Matter,
  disputed: Disputed | undefined,
): Promise<void> {
  await tx.db
    .insertInto('cases.appeal')
    .values({
      appeal_ref: appeal.ref,
      decision_ref: disputed?.matter.ref ?? null,
      until: disputed?.until ?? null,
      suspends: disputed?.suspends ?? false,
    })
    .execute();
  if (!disputed) return;
  const { matter } = disputed;
  await saveMatter(tx, matter, {
    action: 'appeal',
    fromState: matter.state,
    input: { appeal: appeal.ref },
    closed: false,
  });
  const definition = await requireServiceVersion(tx.app, matter.serviceId, matter.serviceVersion);
  await tx.recordAccess({
    kind: 'change',
    subject: matter.ownerId,
    fields: ['history'],
    purpose: `submit|${appeal.serviceId}`,
    legalBasis: legalBasisOf(definition),
    caseRef: matter.ref,
  });
  await tx.emit({
    type: 'case.appealed',
    subject: matter.ref,
    data: { service: matter.serviceId, appeal: appeal.ref, suspends: disputed.suspends },
  });
}
