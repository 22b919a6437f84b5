// Writes a line of a question's history, in the transaction of what it tells.
import type { Transaction } from '../../../kernel/transaction.ts';
import type { StepKind } from '../question.ts';

export async function writeStep(
  tx: Transaction,
  question: string,
  kind: StepKind,
  { text = '', unit, toUnit }: { text?: string; unit?: string; toUnit?: string } = {},
): Promise<void> {
  await tx.db
    .insertInto('questions.step')
    .values({
      question_id: question,
      kind,
      text,
      unit: unit ?? null,
      to_unit: toUnit ?? null,
      staff_id: tx.actor.kind === 'staff' ? tx.actor.id : null,
      at: tx.app.clock.now(),
    })
    .execute();
}
