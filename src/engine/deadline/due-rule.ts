// When a duty falls due: days after or before an event, a day of each year or period, an age; with what weekends and holidays do to it.
import { addDays, addMonths, isCalendarDay, type CalendarDay } from './calendar-day.ts';
import { nextWorkingDay, previousWorkingDay, type IsHoliday } from './working-days.ts';

/** What becomes of a day on which people don't work: the next working day, the one before, or it stays. */
export type Roll = 'next' | 'previous' | 'none';

interface Span {
  days?: number;
  months?: number;
}

/** `after`, `before`, `age` and `every` name the date that they count from. */
export type DueRule = { roll?: Roll } & (
  | ({ after: string; latest?: { after: string; months: number } } & Span)
  | ({ before: string } & Span)
  /** `forYearBefore`: about the year that has ended, such as a tax return. */
  | { yearly: { month: number; day: number; forYearBefore?: boolean } }
  /** Days after the end of each month or quarter. */
  | { afterEndOf: 'month' | 'quarter'; days: number }
  /** The first such day of a year on which the age is reached. */
  | { age: string; years: number; month: number; day: number }
  /** Years after the date, each after the one before; the last one again and again. */
  | { every: string; years: readonly number[] }
);

export interface Due {
  /** As the rule counts it. */
  nominal: CalendarDay;
  /** After weekends and holidays. */
  day: CalendarDay;
  /** What is done from this day on fulfils this occurrence, not the one before. */
  since: CalendarDay;
}

/**
 * The occurrence that is next on `today`, or that of the event, whether past or not.
 * @param dateOf the dates that are known, by name
 * @returns undefined as long as the date that it counts from is not known
 */
export function dueOf(
  rule: DueRule,
  dateOf: (name: string) => CalendarDay | undefined,
  today: CalendarDay,
  isHoliday: IsHoliday,
): Due | undefined {
  const rolled = (nominal: CalendarDay, since: CalendarDay): Due => ({
    nominal,
    day: roll(nominal, rule.roll ?? 'none', isHoliday),
    since,
  });
  const once = (nominal: CalendarDay) => rolled(nominal, addMonths(nominal, -12));
  /** The first that is not over; of a day that moved into the next year, the year before counts. */
  const next = (days: readonly CalendarDay[]) =>
    days
      .map((day, index) => rolled(day, addDays(days[index - 1] ?? addMonths(day, -12), 1)))
      .find(({ day }) => day >= today);

  if ('yearly' in rule) return next(yearly(rule.yearly, Number(today.slice(0, 4))));
  if ('afterEndOf' in rule) return next(ends(rule.afterEndOf, today).map((end) => addDays(end, rule.days)));
  const from = dateOf('after' in rule ? rule.after : 'before' in rule ? rule.before : startOf(rule));
  if (from === undefined || !isCalendarDay(from)) return undefined;
  if ('after' in rule) {
    const counted = plus(from, rule, 1);
    const limit = rule.latest && dateOf(rule.latest.after);
    const latest = limit === undefined ? undefined : addMonths(limit, rule.latest?.months ?? 0);
    return once(latest !== undefined && latest < counted ? latest : counted);
  }
  if ('before' in rule) return once(plus(from, rule, -1));
  if ('age' in rule) {
    const reached = addMonths(from, rule.years * 12);
    return once(yearly(rule, Number(reached.slice(0, 4))).find((day) => day >= reached) ?? reached);
  }
  return next(steps(from, rule.years, today));
}

/**
 * As `dueOf`, of what begins with an event: what comes again does not come before it, and what is due for the year before
 * comes in the year after it at the earliest.
 * @param event the day that stands for the dates in `names`
 */
export function firstDueOf(
  rule: DueRule,
  event: CalendarDay,
  names: ReadonlySet<string>,
  today: CalendarDay,
  isHoliday: IsHoliday,
): Due | undefined {
  const forYearBefore = 'yearly' in rule && rule.yearly.forYearBefore === true;
  const first = forYearBefore ? addMonths(`${event.slice(0, 4)}-01-01`, 12) : event;
  if (!isCalendarDay(first)) return undefined;
  const dateOf = (name: string) => (names.has(name) ? event : undefined);
  return dueOf(rule, dateOf, first > today ? first : today, isHoliday);
}

/** The dates that a rule counts from; none for what comes again by itself. */
export function namesOfDue(rule: DueRule): string[] {
  if ('after' in rule) return [rule.after, ...(rule.latest ? [rule.latest.after] : [])];
  if ('before' in rule) return [rule.before];
  return 'age' in rule || 'every' in rule ? [startOf(rule)] : [];
}

const startOf = (rule: { age: string } | { every: string }) => ('age' in rule ? rule.age : rule.every);

const plus = (from: CalendarDay, { days = 0, months = 0 }: Span, sign: 1 | -1) =>
  addDays(addMonths(from, sign * months), sign * days);

function roll(day: CalendarDay, by: Roll, isHoliday: IsHoliday): CalendarDay {
  if (by === 'none') return day;
  return by === 'next' ? nextWorkingDay(day, isHoliday) : previousWorkingDay(day, isHoliday);
}

/** A day that the year does not have (29 February) is the last one of its month. */
function yearly({ month, day }: { month: number; day: number }, year: number): CalendarDay[] {
  return [-2, -1, 0, 1, 2].map((more) => {
    const first = addMonths(`${year + more}-01-01`, month - 1);
    const last = addDays(addMonths(first, 1), -1);
    const wanted = addDays(first, day - 1);
    return wanted < last ? wanted : last;
  });
}

/** Last days of the months or quarters around a day. */
function ends(period: 'month' | 'quarter', today: CalendarDay): CalendarDay[] {
  const length = period === 'month' ? 1 : 3;
  const month = Math.floor((Number(today.slice(5, 7)) - 1) / length) * length;
  const begin = addMonths(`${today.slice(0, 4)}-01-01`, month);
  const counts = Array.from({ length: 10 }, (_, index) => (index - 6) * length);
  return counts.map((months) => addDays(addMonths(begin, months), -1));
}

/** More steps than a life has. */
const mostSteps = 200;

function steps(from: CalendarDay, years: readonly number[], today: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = [];
  let months = 0;
  for (let index = 0; index < mostSteps; index++) {
    months += 12 * Math.max(years[Math.min(index, years.length - 1)] ?? 1, 1);
    const day = addMonths(from, months);
    days.push(day);
    if (addMonths(day, -1) > today) break;
  }
  return days;
}
