// Draws the questions of one try: spread over the modules, in a new order, with their options in a new order. Pure but for chance.
import type { Course, Question } from './course.ts';

export interface DrawnQuestion {
  id: string;
  /** Ids in the order in which they are shown. */
  options: string[];
}

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number;

function shuffled<Value>(values: readonly Value[], chance: Chance): Value[] {
  const all = [...values];
  // Fisher and Yates: every order is as likely as any other.
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    const [one, two] = [all[at], all[other]];
    if (one === undefined || two === undefined) continue;
    all[at] = two;
    all[other] = one;
  }
  return all;
}

/** Round by round one question of each module, so that no module is left out by chance while there are enough to draw. */
export function drawQuestions(course: Pick<Course, 'questions' | 'draw'>, chance: Chance): DrawnQuestion[] {
  const byModule = new Map<string, Question[]>();
  for (const question of shuffled(course.questions, chance))
    byModule.set(question.module, [...(byModule.get(question.module) ?? []), question]);
  const modules = shuffled([...byModule.values()], chance);
  const drawn: Question[] = [];
  for (let round = 0; drawn.length < Math.min(course.draw, course.questions.length); round++)
    drawn.push(...modules.flatMap((questions) => questions[round] ?? []));
  return shuffled(drawn.slice(0, course.draw), chance).map((question) => ({
    id: question.id,
    options: shownOrder(question, chance),
  }));
}

function shownOrder({ kind, options }: Question, chance: Chance): string[] {
  const right = options.map(({ id }) => id);
  const shown = shuffled(right, chance);
  // A question about an order must not show its answer.
  const told = kind === 'order' && shown.every((id, index) => id === right[index]);
  return told ? [...shown.slice(1), ...shown.slice(0, 1)] : shown;
}
