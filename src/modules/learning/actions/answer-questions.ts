// Answers questions of a try, one after the other: judged at once, kept once, refused after its time.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { questionAt, type Attempt } from '../attempt.ts';
import { courseNamed } from '../courses.ts';
import { faultOf, isRight, type AnswerFault } from '../judge.ts';
import { endAttempt, endedByItself, lockAttempt } from './end-attempt.ts';

export interface GivenAnswer {
  question: string;
  /** Ids of the options; of an order in the order given. */
  given: readonly string[];
}

export interface AnswerResult {
  attempt: Attempt;
  /** The answers came after the time, or when the try had ended: nothing was kept of them. */
  refused: boolean;
  /** What is wrong with the form of an answer; it was not kept, nor those behind it. */
  fault?: AnswerFault;
}

/** Sent twice, e.g. by a double click: it is there already. */
function isKept({ drawn, answers }: Attempt, { question }: GivenAnswer): boolean {
  const place = drawn.findIndex(({ id }) => id === question);
  return place >= 0 && place < answers.length;
}

/**
 * An answer that was given before is left as it was: sent twice, it is one.
 * @throws Fault NOT_FOUND where it is nobody's or somebody else's
 */
export async function answerQuestions(
  app: App,
  staff: StaffActor,
  id: string | undefined,
  { answers, language }: { answers: readonly GivenAnswer[]; language: Language },
): Promise<AnswerResult> {
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  return transact(app, staff, async (tx): Promise<AnswerResult> => {
    tx.ownData();
    const attempt = await lockAttempt(tx, { id });
    if (attempt?.staffId !== staff.id) throw new Fault('NOT_FOUND');
    const refused = answers.some((answer) => !isKept(attempt, answer));
    if (attempt.finishedAt) return { attempt, refused };
    const course = courseNamed(app, attempt.course);
    const over = endedByItself(attempt, course, app.clock.now());
    if (over !== undefined || !course) {
      const ended = await endAttempt(tx, staff, attempt, { how: over ?? 'changed', course, language });
      return { attempt: ended, refused };
    }
    let fault: AnswerFault | undefined;
    for (const answer of answers) {
      if (isKept(attempt, answer)) continue;
      const { question: asked, given } = answer;
      const question = questionAt(attempt, course, attempt.answers.length);
      fault = question?.id === asked ? faultOf(question, given) : 'unknown';
      if (fault !== undefined || !question) break;
      attempt.answers.push({ given: [...given], right: isRight(question, given) });
    }
    const more = fault === undefined ? {} : { fault };
    if (attempt.answers.length === attempt.drawn.length)
      return {
        attempt: await endAttempt(tx, staff, attempt, { how: 'answered', course, language }),
        refused: false,
        ...more,
      };
    await tx.db
      .updateTable('learning.attempt')
      .set({ answers: JSON.stringify(attempt.answers) })
      .where('id', '=', attempt.id)
      .execute();
    return { attempt, refused: false, ...more };
  });
}
