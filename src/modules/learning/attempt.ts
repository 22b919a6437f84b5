// One try of a test, as its row says it.
import type { Selectable } from 'kysely';
import type { LearningAttempt } from '../../kernel/db/tables.ts';
import type { Course, Question } from './course.ts';
import type { DrawnQuestion } from './draw-questions.ts';

export interface Answered {
  given: string[];
  right: boolean;
}
/** How a try ended; `changed`: the course has a new version, and it counts as no try. */
export type Ended = 'answered' | 'time' | 'changed';

export interface Attempt {
  id: string;
  course: string;
  version: number;
  drawn: DrawnQuestion[];
  answers: Answered[];
  startedAt: Date;
  endsAt: Date;
  finishedAt: Date | undefined;
  endedBy: Ended | undefined;
  passed: boolean;
}

export const toAttempt = (row: Selectable<LearningAttempt>): Attempt => ({
  id: row.id,
  course: row.course,
  version: row.version,
  // Written by the actions of this module only.
  drawn: row.drawn as unknown as DrawnQuestion[],
  answers: row.answers as unknown as Answered[],
  startedAt: row.started_at,
  endsAt: row.ends_at,
  finishedAt: row.finished_at ?? undefined,
  endedBy: (row.ended_by ?? undefined) as Ended | undefined,
  passed: row.passed === true,
});

/** The question at a place of the try, as the course asks it; undefined behind the last one. */
export function questionAt(attempt: Attempt, course: Course, at: number): Question | undefined {
  const drawn = attempt.drawn[at];
  return drawn && course.questions.find(({ id }) => id === drawn.id);
}

export const rightOf = ({ answers }: Attempt): number => answers.filter(({ right }) => right).length;
