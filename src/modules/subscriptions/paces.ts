// When subscribers hear of something: at once, daily or weekly, by Swiss time. Pure.
import { addDays, weekday } from '../../engine/index.ts';
import { dayInSwitzerland } from '../../kernel/clock.ts';

export const paces = ['now', 'daily', 'weekly'] as const;
export type Pace = (typeof paces)[number];
/** As the database has it: the smaller one comes first. */
export const paceNumber = (pace: Pace): number => paces.indexOf(pace);
export const paceOf = (number: number): Pace => paces[number] ?? 'weekly';

/** Digests go out from this hour on, in Basel: an hour later in UTC in winter than in summer. */
const hour = 7;
const swissHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Zurich',
  hour: '2-digit',
  hourCycle: 'h23',
});

/**
 * The days whose digests are due at an instant. One that was missed, since nothing ran then, is due until the next one: the daily one
 * all day long, the weekly one of Monday all week long.
 */
export function digestsDue(now: Date): { pace: Exclude<Pace, 'now'>; day: string }[] {
  const today = dayInSwitzerland(now);
  const before = Number(swissHour.format(now)) < hour;
  const day = before ? addDays(today, -1) : today;
  return [
    { pace: 'daily', day },
    { pace: 'weekly', day: addDays(day, 1 - weekday(day)) },
  ];
}
