// A question as it is kept, and the steps it takes.
import type { Selectable } from 'kysely';
import type { QuestionsQuestion } from '../../kernel/db/tables.ts';

export const states = ['open', 'waiting', 'answered', 'withdrawn'] as const;
export type QuestionState = (typeof states)[number];

export type Question = Omit<Selectable<QuestionsQuestion>, 'state'> & { state: QuestionState };

/** Characters at most; what is longer is a letter. */
export const longest = { title: 150, body: 4000, answer: 6000, reason: 1000 } as const;

export type StepKind =
  | 'asked'
  | 'taken'
  | 'rerouted'
  | 'asked-back'
  | 'replied'
  | 'answered'
  | 'published'
  | 'hidden'
  | 'note'
  | 'consented'
  | 'refused'
  | 'withdrawn'
  | 'article';
