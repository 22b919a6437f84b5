// When a process is in which phase, and until when its clocks run. Pure: the same answer for the same day.
import { addDays, addMonths, type CalendarDay } from '../../engine/index.ts';

/** A phase as it was written; the next one ends it. */
export interface Phase {
  id: string;
  /** First civil day in Switzerland, `YYYY-MM-DD`. */
  from: CalendarDay;
  /** What people may do while it lasts. */
  takes: readonly string[];
}

export interface Clock {
  id: string;
  /** Phase whose first day it counts from. */
  from: string;
  days?: number | undefined;
  months?: number | undefined;
}

/** A phase with its last day; the last phase has none. */
export type DatedPhase<Of extends Phase = Phase> = Of & { until: CalendarDay | undefined };

/** The days of all phases, in order. */
export function datedPhases<Of extends Phase>(phases: readonly Of[]): DatedPhase<Of>[] {
  return phases.map((phase, index) => {
    const next = phases[index + 1];
    return { ...phase, until: next && addDays(next.from, -1) };
  });
}

/**
 * The phase of a day: it lasts from the beginning of its first day to the end of its last one, in Swiss time.
 * @returns undefined before the first phase
 */
export function phaseAt<Of extends Phase>(
  phases: readonly Of[],
  day: CalendarDay,
): DatedPhase<Of> | undefined {
  return datedPhases(phases).findLast(({ from }) => from <= day);
}

/** Whether people may do this on a day. */
export const takesAt = (phases: readonly Phase[], act: string, day: CalendarDay): boolean =>
  phaseAt(phases, day)?.takes.includes(act) ?? false;

/** The last day on which people may do something, if there is such a day from `day` on. */
export function openUntil(phases: readonly Phase[], day: CalendarDay): CalendarDay | undefined {
  const phase = phaseAt(phases, day);
  return phase && phase.takes.length > 0 ? phase.until : undefined;
}

/** The last day on which people can vote; undefined where they never can. */
export const lastVotingDay = ({ phases }: { phases: readonly Phase[] }): CalendarDay | undefined =>
  datedPhases(phases).findLast(({ takes }) => takes.includes('vote'))?.until;

/** Whether all have voted who ever will. */
export function votingIsOver(process: { phases: readonly Phase[] }, today: CalendarDay): boolean {
  const last = lastVotingDay(process);
  return last !== undefined && today > last;
}

/** The day on which a clock ends. @throws Error for a clock of no phase, which the loader has refused */
export function clockEnds(phases: readonly Phase[], { id, from, days, months }: Clock): CalendarDay {
  const phase = phases.find((each) => each.id === from);
  if (!phase) throw new Error(`The clock ${id} counts from no phase`);
  return addDays(addMonths(phase.from, months ?? 0), days ?? 0);
}

/** `day-20`: so many days before the day of the first start. */
export function resolveDay(written: string, firstDay: CalendarDay): CalendarDay {
  const relative = /^day([+-]\d{1,4})$/.exec(written);
  return relative ? addDays(firstDay, Number(relative[1])) : written;
}
