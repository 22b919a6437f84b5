// A breach of data as the officer describes it, and what follows from it by time: the clock.
import type { Role } from '../../../kernel/actor.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

/** What the form holds. */
export interface IncidentValues {
  what: string;
  /** The clock starts. */
  noticedAt: Date;
  from: Date;
  /** Null: it goes on. */
  until: Date | null;
  actorId: string | null;
  unit: string | null;
  role: Role | null;
  fields: string[];
  purposes: string[];
  caseRef: string | null;
  consequences: string;
  measures: string;
  /** Words to the persons: in every language or in none. */
  advice: Partial<Record<Language, string>>;
}

export interface Incident extends IncidentValues {
  id: string;
  revision: number;
  due: Date;
  /** It is about one case; without its reference when that was deleted meanwhile. */
  ofCase: boolean;
  recordedAt: Date;
  authorityToldAt: Date | null;
  confirmedAt: Date | null;
  closedAt: Date | null;
}

const hour = 3_600_000;

/** Instants are what counts, so the night in which clocks change is an hour longer or shorter by the clock on the wall. */
export const dueAfter = (noticedAt: Date, hours: number): Date =>
  new Date(noticedAt.getTime() + hours * hour);

/** Whole hours until it is due, or since then. */
export function hoursLeft(due: Date, now: Date): { overdue: boolean; hours: number } {
  const left = due.getTime() - now.getTime();
  return { overdue: left < 0, hours: Math.floor(Math.abs(left) / hour) };
}
