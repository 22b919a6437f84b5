// Shows a question to everyone in the words that staff have released after masking, or takes it away again.
import { sql } from 'kysely';
import { fold } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { Fault } from '../../../kernel/errors.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import type { Question } from '../question.ts';
import { configurationOf } from '../search-language.ts';
import { holdQuestion, saveQuestion } from './hold-question.ts';
import { writeStep } from './write-step.ts';

/** As everyone shall read it. */
export interface Released {
  title: string;
  body: string;
  /** Only where there is an answer. */
  answer: string;
  topic: string | undefined;
}

/** @throws Fault NOT_FOUND, REVISION_CONFLICT, QUESTION_NOT_NOW, QUESTION_PRIVATE */
export async function publishQuestion(
  app: App,
  actor: StaffActor,
  id: string,
  revision: number,
  released: Released,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const question = await holdQuestion(tx, actor, id, revision);
    if (question.state === 'withdrawn') throw new Fault('QUESTION_NOT_NOW');
    if (!question.public && !question.consent) throw new Fault('QUESTION_PRIVATE');
    await saveQuestion(tx, question, { topic: released.topic ?? null });
    const answered = question.state === 'answered' && released.answer !== '';
    const first = await show(tx, question, released, answered);
    await writeStep(tx, id, 'published', { unit: actor.unit });
    const data = { first, answered, revision: question.revision + 1 };
    await tx.emit({ type: 'question.published', subject: id, data });
    if (answered) await queueIndex(tx);
  });
}

async function show(
  tx: Transaction,
  question: Question,
  { title, body, answer, topic }: Released,
  answered: boolean,
): Promise<boolean> {
  const now = tx.app.clock.now();
  const language = asLanguage(question.language) ?? 'de';
  const all = fold([title, body, answer].join(' '), language);
  const changing = {
    ...{ title, body, answer: answered ? answer : '' },
    links: answered ? question.links : [],
    topic: topic ?? null,
    unit: question.unit,
    state: answered ? 'answered' : 'open',
    due: question.due,
    answered_on: answered && question.ended_at ? dayInSwitzerland(question.ended_at) : null,
    changed_at: now,
    words: sql<string>`to_tsvector(${configurationOf(language)}::regconfig, ${all})`,
  };
  const { made } = await tx.db
    .insertInto('questions.published')
    .values({
      ...changing,
      question_id: question.id,
      language,
      service: question.service,
      area: question.area,
      asked_on: dayInSwitzerland(question.asked_at),
      published_at: now,
    })
    .onConflict((conflict) => conflict.column('question_id').doUpdateSet(changing))
    .returning(sql<boolean>`xmax = 0`.as('made'))
    .executeTakeFirstOrThrow();
  return made;
}

/** @throws Fault NOT_FOUND, REVISION_CONFLICT */
export async function hideQuestion(
  app: App,
  actor: StaffActor,
  id: string,
  revision: number,
  reason: string,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const question = await holdQuestion(tx, actor, id, revision);
    await saveQuestion(tx, question, {});
    await unpublish(tx, id);
    await writeStep(tx, id, 'hidden', { text: reason, unit: actor.unit });
  });
}

export async function unpublish(tx: Transaction, id: string): Promise<void> {
  const gone = await tx.db
    .deleteFrom('questions.published')
    .where('question_id', '=', id)
    .returning('question_id')
    .executeTakeFirst();
  if (!gone) return;
  await tx.emit({ type: 'question.hidden', subject: id, data: {} });
  await queueIndex(tx);
}

/** However many are released together, the search is filled once. */
export const queueIndex = (tx: Transaction): Promise<void> =>
  tx.queue('questions.index', {}, { key: 'questions.index', keepPlace: true });
