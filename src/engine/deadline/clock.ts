// A clock of a case as data: it begins, stands still, runs on, is extended and stops; each move gives a new state, nothing else.
import { addDays, dayNumber, dayOfNumber, weekdayOfNumber, type CalendarDay } from './calendar-day.ts';
import type { IsHoliday } from './working-days.ts';

/** How a clock counts. */
export interface ClockRule {
  /** `working`: Mondays to Fridays without holidays; `calendar`: every day, only the last one moves. */
  readonly count: 'working' | 'calendar';
  /** 1 to 365. */
  readonly days: number;
  /** Court recesses during which the clock stands still, by their ids. */
  readonly recess?: readonly string[];
  /** How often it may be extended, and by how many days each time at most. Absent: never. */
  readonly extend?: { readonly times: number; readonly days: number };
}

export interface ClockState {
  readonly startedOn: CalendarDay;
  /** The last day. While the clock stands still: as it was before. */
  readonly due: CalendarDay;
  /** Since when it stands still. */
  readonly pausedOn: CalendarDay | null;
  /** Days that were left when it began to stand still. */
  readonly daysLeft: number | null;
  /** How often it was extended. */
  readonly extended: number;
  readonly stoppedOn: CalendarDay | null;
}

/** What a canton's calendar says of days. */
export interface LegalCalendar {
  readonly isHoliday: IsHoliday;
  /** Whether time limits that know one of these recesses stand still on that day. */
  inRecess(day: CalendarDay, ids: readonly string[]): boolean;
}

export type ClockMove = 'pause' | 'resume' | 'stop' | { readonly extendBy: number };

export type ClockFault =
  /** It has stopped for good. */
  | 'CLOCK_STOPPED'
  /** What stands still isn't extended: it loses nothing. */
  | 'CLOCK_PAUSED'
  /** The last day is over. */
  | 'EXTENSION_TOO_LATE'
  /** More often or longer than the rule allows, or by no day. */
  | 'EXTENSION_EXHAUSTED';

/** Years of nothing but free days and recesses are no calendar; a predicate that never ends must not stop the programme. */
const farthest = 4_000;

/**
 * The state of a clock that something on `on` starts: the day itself doesn't count (as in Art. 20 VwVG, SR 172.021).
 * @param on the day of submission, of service, or of the question
 */
export const beginClock = (rule: ClockRule, on: CalendarDay, calendar: LegalCalendar): ClockState => ({
  startedOn: on,
  due: lastDay(rule, on, rule.days, calendar),
  pausedOn: null,
  daysLeft: null,
  extended: 0,
  stoppedOn: null,
});

/**
 * The state after a move on a day. To pause what stands still, or to resume what runs, changes nothing.
 * Standing still costs nothing and gains nothing: what is late when it begins to stand still stays late.
 */
export function moveClock(
  rule: ClockRule,
  state: ClockState,
  move: ClockMove,
  on: CalendarDay,
  calendar: LegalCalendar,
): ClockState | { fault: ClockFault } {
  if (state.stoppedOn !== null) return { fault: 'CLOCK_STOPPED' };
  if (move === 'stop') return { ...state, stoppedOn: on };
  if (move === 'pause') {
    if (state.pausedOn !== null) return state;
    return { ...state, pausedOn: on, daysLeft: daysBetween(rule, on, state.due, calendar) };
  }
  if (move === 'resume') {
    if (state.pausedOn === null) return state;
    const late = state.pausedOn > state.due;
    const due = late ? state.due : lastDay(rule, on, state.daysLeft ?? 0, calendar);
    return { ...state, due, pausedOn: null, daysLeft: null };
  }
  if (state.pausedOn !== null) return { fault: 'CLOCK_PAUSED' };
  if (on > state.due) return { fault: 'EXTENSION_TOO_LATE' };
  const { times = 0, days = 0 } = rule.extend ?? {};
  if (state.extended >= times || move.extendBy > days || move.extendBy < 1)
    return { fault: 'EXTENSION_EXHAUSTED' };
  return {
    ...state,
    due: lastDay(rule, state.due, move.extendBy, calendar),
    extended: state.extended + 1,
  };
}

/**
 * Whether the clock was or is kept on a day: what stood still is judged by the day on which it began to.
 * @param on today; a clock that has stopped is judged by the day of that
 */
export function keptInTime(state: ClockState, on: CalendarDay): boolean {
  return (state.pausedOn ?? state.stoppedOn ?? on) <= state.due;
}

const isFree = (day: number, calendar: LegalCalendar) =>
  weekdayOfNumber(day) > 5 || calendar.isHoliday(dayOfNumber(day));

const standsStill = (rule: ClockRule, day: number, calendar: LegalCalendar) =>
  rule.recess !== undefined && rule.recess.length > 0 && calendar.inRecess(dayOfNumber(day), rule.recess);

const counts = (rule: ClockRule, day: number, calendar: LegalCalendar) =>
  !standsStill(rule, day, calendar) && (rule.count === 'calendar' || !isFree(day, calendar));

/** The last of `days` days that count after `from`, or the next day after it on which people work and nothing stands still. */
function lastDay(rule: ClockRule, from: CalendarDay, days: number, calendar: LegalCalendar): CalendarDay {
  const first = dayNumber(from);
  let day = first;
  for (let left = days; left > 0 && day < first + farthest; day++) {
    if (counts(rule, day + 1, calendar)) left--;
  }
  for (let tries = 0; tries < farthest; tries++, day++) {
    if (!isFree(day, calendar) && !standsStill(rule, day, calendar)) break;
  }
  return dayOfNumber(day);
}

/** How many days that count lie after `from` up to and with `to`; 0 when `to` is not later. */
function daysBetween(rule: ClockRule, from: CalendarDay, to: CalendarDay, calendar: LegalCalendar): number {
  let count = 0;
  const last = dayNumber(to);
  for (let day = dayNumber(from) + 1; day <= last; day++) if (counts(rule, day, calendar)) count++;
  return count;
}

/** A time in each year during which time limits stand still: from one day up to and with another, over the end of a year, too. */
export interface RecessRule {
  readonly id: string;
  readonly from: RecessDay;
  readonly to: RecessDay;
}

/** `easter`: so many days after Easter Sunday. */
export type RecessDay = { readonly month: number; readonly day: number } | { readonly easter: number };

/**
 * Whether one of the named recesses is on a day.
 * @param easterOf the day of Easter Sunday in a year
 */
export function recessOn(
  rules: readonly RecessRule[],
  easterOf: (year: number) => CalendarDay,
): LegalCalendar['inRecess'] {
  const dayIn = (year: number, at: RecessDay): CalendarDay =>
    'easter' in at
      ? addDays(easterOf(year), at.easter)
      : `${String(year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}`;
  return (day, ids) => {
    const year = Number(day.slice(0, 4));
    return rules.some(({ id, from, to }) => {
      if (!ids.includes(id)) return false;
      const [begin, end] = [dayIn(year, from), dayIn(year, to)];
      return begin <= end ? day >= begin && day <= end : day >= begin || day <= end;
    });
  };
}

const two = (number: number) => String(number).padStart(2, '0');
