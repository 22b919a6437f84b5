// What the engine says about answers: the one result that every channel renders.
import type { ParseContext } from '../fields/field-kind.ts';
import type { ValueFaultCode } from '../fields/fault-codes.ts';
import type { CalendarDay } from '../deadline/calendar-day.ts';
import type { Fee } from './fee.ts';

export interface AnswerFault {
  /** JSON pointer into the answers (RFC 6901): `/hunde/0/chip`. */
  pointer: string;
  code: ValueFaultCode;
  /** Numbers and ids for the text: `{max: 40}`, `{check: 'nachGeburt'}`. */
  params: Record<string, string | number>;
}

export type Answers = Record<string, unknown>;

export interface Evaluation {
  /** Ids of the pages that the answers lead through, in order. */
  path: string[];
  /** First page on the path with a fault; null when every page is answered. */
  next: string | null;
  faults: AnswerFault[];
  /** Only what the path asks, normalised; calculated values added. Values with faults of content stay, to be corrected. */
  answers: Answers;
  fee: Fee;
  /** Null as long as there are faults. */
  decision: 'at-once' | 'by-staff' | null;
  /** Until when staff promise to have decided; null when decided at once or not yet complete. */
  deadline: CalendarDay | null;
  /** Results of the rules as JSON. */
  rules: Record<string, unknown>;
}

export interface EvaluateContext extends ParseContext {
  /** Civil day in Switzerland, `YYYY-MM-DD`. */
  today: CalendarDay;
  /** Whether a day is a public holiday; weekends are known. */
  holidays: (day: CalendarDay) => boolean;
}
