// Answers that a program has sent become a case, with what the registers say of the fields that it left out.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { mergedAnswers } from '../queries/draft.ts';
import type { SourcedField } from '../queries/sourced-fields.ts';
import { useFields, type AskedFields } from './known-fields.ts';
import { submitAnswers } from './submit-answers.ts';

/** `web`: as the form does, where what the registers know is not asked and so not sent. */
type Channel = 'api' | 'web';

/**
 * Of which fields the registers are asked: those left out, and those on which it rests who decides; what must be proven or
 * backed counts as the register says, whatever was sent.
 */
export const leftOut =
  (answers: Record<string, unknown>, channel: Channel) =>
  ({ id, proven, backed }: SourcedField): boolean =>
    channel === 'web' || proven || backed || !Object.hasOwn(answers, id);

/** @throws Fault ANSWERS_INVALID with the faults */
export async function submitOfProgram(
  tx: Transaction,
  actor: PersonActor,
  sent: {
    definition: ServiceDefinition;
    answers: Record<string, unknown>;
    /** What the registers say of those left out. */
    fields: AskedFields;
    language: Language;
    channel: Channel;
    /** One of many, of which the sender hears together. */
    inBatch?: true;
  },
): Promise<{ ref: string; state: string }> {
  const { fields, ...others } = sent;
  await useFields(tx, actor, fields);
  const { known, silent } = fields;
  const answers = mergedAnswers({ answers: sent.answers, known, corrected: [] });
  return submitAnswers(tx, actor, { ...others, answers, known, silent });
}
