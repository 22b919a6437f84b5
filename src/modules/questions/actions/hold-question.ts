// Locks a question for a step of staff: they may, the page was fresh, and the asker will see who has used it.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { mayOfUnit } from '../../policy/index.ts';
import type { Question } from '../question.ts';

/** Whether staff may open and answer what lies with a unit. */
export const mayHandle = (app: App, actor: StaffActor, unit: string): boolean =>
  mayOfUnit(app, actor, { purpose: 'questions', use: 'act', class: 'confidential' }, unit);

/** @throws Fault NOT_FOUND, REVISION_CONFLICT */
export async function holdQuestion(
  tx: Transaction,
  actor: StaffActor,
  id: string,
  revision: number,
): Promise<Question> {
  const row = await tx.db
    .selectFrom('questions.question')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !mayHandle(tx.app, actor, row.unit)) throw new Fault('NOT_FOUND');
  await recordUse(tx, row, 'change', actor.unit);
  if (row.revision !== revision) throw new Fault('REVISION_CONFLICT');
  return row as Question;
}

/** In the access log where there is an account; and always where the asker sees it beside the question. */
export async function recordUse(
  tx: Transaction,
  question: Pick<Question, 'id' | 'account_id'>,
  kind: 'read' | 'change',
  unit: string,
): Promise<void> {
  await tx.db
    .insertInto('questions.reading')
    .values({ question_id: question.id, unit, day: tx.app.clock.today() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (question.account_id === null) return tx.recordAccess();
  await tx.recordAccess({ kind, subject: question.account_id, fields: ['question'], purpose: 'questions' });
}

/** Writes what has changed; pages that show the state before are noticed. */
export async function saveQuestion(
  tx: Transaction,
  question: Question,
  changed: Partial<Question>,
): Promise<void> {
  await tx.db
    .updateTable('questions.question')
    .set({ ...changed, revision: question.revision + 1 })
    .where('id', '=', question.id)
    .execute();
}
