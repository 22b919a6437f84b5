// Opens a case from a submission, in the submission's own transaction; decides at once where the rules of the service allow it.
import { lifecycleOf, transition, type Evaluation, type ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor, ProgrammeActor } from '../../../kernel/actor.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Delivery, Matter, Origin, EvidenceRow } from '../queries/load-matter.ts';
import { beginAppeal, findDisputed } from '../appeals/begin-appeal.ts';
import { addHistory, applyEffects, saveMatter, startClock } from './apply-effects.ts';
import { legalBasisOf } from '../legal-basis.ts';
import { matterRow, newMatter } from './new-matter.ts';
import { recordSignatures, type Signer } from './record-signatures.ts';

export interface Submission {
  definition: ServiceDefinition;
  /** Without faults: its `answers` are pruned, so nothing off the path reaches the case. */
  evaluation: Evaluation;
  /** Pointer -> register that confirmed the value. */
  origins: Record<string, Origin>;
  owner: PersonActor;
  applicantName: string;
  channel: 'web' | 'api' | 'counter' | 'phone' | 'paper';
  /** How a clerk made sure who it is; null where the person signed in. */
  identification: string | null;
  language: Language;
  /** One of many that were sent at once: the sender hears of all of them together. */
  inBatch: boolean;
  /** How the person wants letters; absent: by post from the counter, from paper, and without an e-mail address. */
  delivery?: Delivery;
  evidence: EvidenceRow[];
  /** Who has signed for a company, the first one first; absent: whoever sends. */
  signers?: readonly Signer[];
}

/** @returns reference and state; `submitted`, or an end state when the programme decided at once */
export async function openCase(
  tx: Transaction,
  submission: Submission,
): Promise<{ ref: string; state: string }> {
  const { definition, evaluation, owner } = submission;
  const { app } = tx;
  const disputed = await findDisputed(tx, submission);
  const matter = newMatter(app, submission);
  if (disputed) matter.unit = disputed.authority;
  const { ref } = matter;
  const atOnce = evaluation.decision === 'at-once';
  await tx.db.insertInto('cases.matter').values(matterRow(matter, owner)).execute();
  if (submission.evidence.length > 0) {
    await tx.db
      .insertInto('cases.evidence')
      .values(
        submission.evidence.map((each) => ({
          case_ref: ref,
          file_id: each.fileId,
          pointer: each.pointer,
          name: each.name,
          type: each.type,
          size: each.size,
        })),
      )
      .execute();
  }
  await recordSignatures(tx, {
    ref,
    definition,
    answers: matter.answers,
    owner,
    channel: submission.channel,
    ...(submission.signers ? { signers: submission.signers } : {}),
  });
  if (matter.due !== null) await startClock(tx, ref, definition.process.promise.workingDays, matter.due);
  const acting = tx.actor.kind === 'person' ? tx.actor.acting : undefined;
  if (definition.process.use === 'appeal') await beginAppeal(tx, matter, disputed);
  await addHistory(tx, matter, {
    action: 'submit',
    fromState: null,
    input: acting ? { mandate: acting.mandateId } : {},
  });
  await tx.recordAccess({
    kind: 'change',
    subject: owner.id,
    fields: ['answers'],
    purpose: `submit|${definition.id}`,
    legalBasis: legalBasisOf(definition),
    caseRef: ref,
  });
  await tx.emit({
    type: 'case.submitted',
    subject: ref,
    data: { service: definition.id, atOnce, channel: submission.channel, inBatch: submission.inBatch },
  });
  if (atOnce) await decideAtOnce(tx, matter, submission);
  return { ref, state: matter.state };
}

/** The programme decides; it is logged as the programme's use of the answers, not as the person's. */
async function decideAtOnce(
  tx: Transaction,
  matter: Matter,
  { definition, inBatch }: Submission,
): Promise<void> {
  const programme: ProgrammeActor = { kind: 'programme', task: 'decide-by-rule' };
  const asProgramme: Transaction = { ...tx, actor: programme };
  const result = transition(
    lifecycleOf(definition.process.use),
    { state: matter.state },
    'decide-at-once',
    'programme',
    {},
  );
  if ('fault' in result)
    throw new Error(`Service ${definition.id} can't be decided at once: ${result.fault}`);
  const before = matter.state;
  matter.state = result.state;
  matter.outcome = {
    action: 'decide-at-once',
    reasons: '',
    conditions: [],
    by: 'programme',
    staffId: null,
    at: tx.app.clock.now().toISOString(),
  };
  await applyEffects(asProgramme, matter, result.effects, {});
  await saveMatter(asProgramme, matter, {
    action: 'decide-at-once',
    fromState: before,
    input: {},
    closed: true,
  });
  await tx.recordAccess({
    kind: 'read',
    subject: matter.ownerId,
    fields: ['answers'],
    purpose: `decide-by-rule|${definition.id}`,
    legalBasis: legalBasisOf(definition),
    caseRef: matter.ref,
    as: programme,
  });
  await tx.emit({
    type: 'case.decided',
    subject: matter.ref,
    data: { service: definition.id, state: matter.state, by: 'programme', inBatch },
  });
}
