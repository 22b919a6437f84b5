// Judges answers: pure. An answer is right or not; a test is passed when enough of them are.
import type { Question } from './course.ts';

/** What is wrong with the form of an answer; it is asked for again, and does not count as wrong. */
export type AnswerFault = 'empty' | 'several' | 'unknown' | 'order';

/** Whether this can be an answer to the question at all. */
export function faultOf({ kind, options }: Question, given: readonly string[]): AnswerFault | undefined {
  if (given.length === 0) return 'empty';
  if (given.some((id) => !options.some((option) => option.id === id))) return 'unknown';
  if (kind === 'one' && given.length > 1) return 'several';
  if (kind === 'order' && (given.length !== options.length || new Set(given).size !== given.length))
    return 'order';
  return undefined;
}

/** The ids that are right; of `order` in their order. */
export const rightIds = ({ kind, options }: Question): string[] =>
  options.filter(({ right }) => kind === 'order' || right === true).map(({ id }) => id);

export function isRight(question: Question, given: readonly string[]): boolean {
  const right = rightIds(question);
  if (question.kind === 'order') return right.join('\n') === given.join('\n');
  const chosen = new Set(given);
  return chosen.size === right.length && right.every((id) => chosen.has(id));
}

/** @param passAt part of all questions that must be right; what was not answered is not right */
export function hasPassed(right: number, asked: number, passAt: number): boolean {
  // 0.8 of 5 is 4, and not 4.000000000000001.
  return asked > 0 && right + 1e-9 >= asked * passAt;
}

/** How many have to be right. */
export const neededRight = (asked: number, passAt: number): number => Math.ceil(asked * passAt - 1e-9);
