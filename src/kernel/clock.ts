// The clock: the only source of time, so that demonstrations and tests can run on another day.
import { AsyncLocalStorage } from 'node:async_hooks';

/** A point in time and a civil day in Switzerland. */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** The civil day in Europe/Zurich, `YYYY-MM-DD`: legal days follow Swiss time, not UTC. */
  today(): string;
}

const swissDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Zurich',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The civil day in Switzerland at an instant, `YYYY-MM-DD`. */
export function dayInSwitzerland(instant: Date): string {
  return swissDay.format(instant);
}

/** Milliseconds by which time differs for the work that runs inside of `runAt`. */
const shift = new AsyncLocalStorage<number>();

/** Runs `work` as if it began at `instant`, for it alone: the demonstration's cases were submitted on other days. */
export function runAt<Result>(clock: Clock, instant: Date, work: () => Promise<Result>): Promise<Result> {
  return shift.run((shift.getStore() ?? 0) + instant.getTime() - clock.now().getTime(), work);
}

/**
 * Runs `work` at the clock's own time. What a connection wakes runs in the context in which the connection was made, and the pool
 * may have made it while the demonstration was filled on another day.
 */
export function atPresent<Result>(work: () => Result): Result {
  return shift.run(0, work);
}

/** @param startAt ISO instant that "now" is when the clock is made; absent: real time. */
export function createClock(startAt?: string): Clock {
  const offset = startAt === undefined ? 0 : Date.parse(startAt) - Date.now();
  const now = () => new Date(Date.now() + offset + (shift.getStore() ?? 0));
  return { now, today: () => dayInSwitzerland(now()) };
}
