// The data protection officer answers; the person hears of it.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';

/** @throws Fault NOT_FOUND, QUESTION_ANSWERED */
export async function answerQuestion(app: App, actor: StaffActor, id: string, answer: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    const row = await tx.db
      .selectFrom('oversight.question')
      .select(['account_id', 'answered_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Fault('NOT_FOUND');
    if (row.answered_at !== null) throw new Fault('QUESTION_ANSWERED');
    await tx.db
      .updateTable('oversight.question')
      .set({ answer, answered_at: app.clock.now(), answered_by: actor.id })
      .where('id', '=', id)
      .execute();
    await tx.recordAccess({
      kind: 'change',
      subject: row.account_id,
      fields: ['accessQuestion'],
      purpose: 'access-question',
    });
    await tx.emit({ type: 'access.question-answered', subject: id, data: {} });
  });
}
