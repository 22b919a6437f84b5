// A member of staff of the demonstration who takes tests in a test: rightly, wrongly, as far as wanted.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { demoActor } from '../../identity/index.ts';
import { answerQuestions, type AnswerResult, type GivenAnswer } from '../actions/answer-questions.ts';
import { startAttempt } from '../actions/start-attempt.ts';
import { courseById } from '../courses.ts';
import { rightIds } from '../judge.ts';
import { ownAttempt } from '../queries/attempts.ts';

export async function learner(app: App, identity: string): Promise<StaffActor> {
  const actor = await demoActor(app, identity);
  if (actor.kind !== 'staff') throw new Error(`${identity} works for the canton`);
  return actor;
}

/** The answers of a try in its order. */
export async function answersOf(
  app: App,
  staff: StaffActor,
  id: string,
  how: 'right' | 'wrong',
): Promise<GivenAnswer[]> {
  const attempt = await ownAttempt(app, staff, id);
  const course = courseById(app, attempt?.course);
  return (attempt?.drawn ?? []).flatMap((drawn) => {
    const question = course.questions.find((each) => each.id === drawn.id);
    if (!question) return [];
    const right = rightIds(question);
    if (how === 'right') return [{ question: question.id, given: right }];
    const other = question.options.filter((each) => !right.includes(each.id)).map((each) => each.id);
    // Where no option is wrong, one alone is.
    const wrong = other.length > 0 ? other.slice(0, 1) : right.slice(0, 1);
    return [{ question: question.id, given: question.kind === 'order' ? right.toReversed() : wrong }];
  });
}

/** A whole try. */
export async function takeTest(
  app: App,
  staff: StaffActor,
  course: string,
  how: 'right' | 'wrong' = 'right',
): Promise<AnswerResult> {
  const id = await startAttempt(app, staff, { course, language: 'de' });
  return answerQuestions(app, staff, id, { answers: await answersOf(app, staff, id, how), language: 'de' });
}
