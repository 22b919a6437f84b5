// What askers do with their own question, by account or by the secret address: reply, withdraw, agree to publication or not, delete.
import { addWorkingDays } from '../../../engine/index.ts';
import { anonymous, type PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { SecretHolder } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { Question } from '../question.ts';
import { countOpen } from '../times/count-response.ts';
import { saveQuestion } from './hold-question.ts';
import { unpublish } from './publish-question.ts';
import { writeStep } from './write-step.ts';

/** Whose question it is: of an account, with its id; or of whoever has the secret address. */
export type Asker = { actor: PersonActor; id: string } | { secret: SecretHolder };

export type OwnStep =
  | { step: 'reply'; text: string }
  | { step: 'withdraw' }
  | { step: 'agree' }
  | { step: 'refuse' }
  | { step: 'delete' };

/** @throws Fault NOT_FOUND, QUESTION_NOT_NOW */
export async function ownStep(app: App, asker: Asker, own: OwnStep): Promise<void> {
  await transact(app, 'actor' in asker ? asker.actor : anonymous, async (tx) => {
    tx.ownData();
    const question = await holdOwn(tx, asker);
    if (own.step === 'reply') return reply(tx, question, own.text);
    if (own.step === 'withdraw') return withdraw(tx, question);
    if (own.step === 'delete') return remove(tx, question);
    return agree(tx, question, own.step === 'agree');
  });
}

async function holdOwn(tx: Transaction, asker: Asker): Promise<Question> {
  const row = await tx.db
    .selectFrom('questions.question as question')
    .selectAll('question')
    .where((is) =>
      'actor' in asker
        ? is.and([is('question.id', '=', asker.id), is('question.account_id', '=', asker.actor.id)])
        : is(
            'question.id',
            'in',
            is.selectFrom('questions.key').select('question_id').where('hash', '=', asker.secret.tokenHash),
          ),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Fault('NOT_FOUND');
  return row as Question;
}

async function reply(tx: Transaction, question: Question, text: string): Promise<void> {
  if (question.state !== 'waiting') throw new Fault('QUESTION_NOT_NOW');
  const { app } = tx;
  await saveQuestion(tx, question, {
    state: 'open',
    due: addWorkingDays(app.clock.today(), question.days_left ?? 0, holidaysOf(app)),
    days_left: null,
  });
  await writeStep(tx, question.id, 'replied', { text });
  await tx.emit({ type: 'question.replied', subject: question.id, data: { unit: question.unit } });
}

async function withdraw(tx: Transaction, question: Question): Promise<void> {
  if (question.state !== 'open' && question.state !== 'waiting') throw new Fault('QUESTION_NOT_NOW');
  await saveQuestion(tx, question, { state: 'withdrawn', days_left: null, ended_at: tx.app.clock.now() });
  if (question.first_answer_at === null) await countOpen(tx, 'question', question.unit, -1);
  await unpublish(tx, question.id);
  await writeStep(tx, question.id, 'withdrawn');
  await tx.emit({ type: 'question.withdrawn', subject: question.id, data: {} });
}

/** Whoever takes it back is heard at once: what was shown is not shown any more. */
async function agree(tx: Transaction, question: Question, yes: boolean): Promise<void> {
  await saveQuestion(tx, question, yes ? { consent: true } : { consent: false, public: false });
  if (!yes) await unpublish(tx, question.id);
  await writeStep(tx, question.id, yes ? 'consented' : 'refused');
}

/** With everything that belongs to it. */
async function remove(tx: Transaction, question: Question): Promise<void> {
  if (question.ended_at === null) throw new Fault('QUESTION_NOT_NOW');
  await unpublish(tx, question.id);
  await tx.db.deleteFrom('questions.question').where('id', '=', question.id).execute();
}
