// Clocks: a table of cases, reckoned by another way than the code's, with the holidays and recesses of this canton; and what always holds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDay } from './calendar-day.ts';
import {
  beginClock,
  keptInTime,
  moveClock,
  recessOn,
  type ClockMove,
  type ClockRule,
  type ClockState,
} from './clock.ts';
import { clockCases } from './clock-cases.ts';
import { easterSunday, holidayCalendar } from './holidays.ts';

const holidayOn = holidayCalendar([
  ...[-2, 1, 39, 50].map((easter) => ({ easter })),
  ...[
    [1, 1],
    [5, 1],
    [8, 1],
    [12, 25],
    [12, 26],
  ].map(([month = 0, day = 0]) => ({ month, day })),
]);
const easterOf = (year: number) => easterSunday(year).toISOString().slice(0, 10);
const calendar = {
  isHoliday: (day: CalendarDay) => holidayOn(day) !== undefined,
  inRecess: recessOn(
    [
      { id: 'court', from: { easter: -7 }, to: { easter: 7 } },
      { id: 'court', from: { month: 7, day: 15 }, to: { month: 8, day: 15 } },
      { id: 'court', from: { month: 12, day: 18 }, to: { month: 1, day: 2 } },
    ],
    easterOf,
  ),
};

/** `working 10 court +2x10`: ten working days, stands still in the courts' recess, twice ten days more at most. */
function ruleOf(words: string): ClockRule {
  const [count, days, ...more] = words.split(' ');
  const extend = /\+(\d+)x(\d+)/.exec(words);
  return {
    count: count === 'working' ? 'working' : 'calendar',
    days: Number(days),
    ...(more.includes('court') ? { recess: ['court'] } : {}),
    ...(extend ? { extend: { times: Number(extend[1]), days: Number(extend[2]) } } : {}),
  };
}
const moveOf = (words: string): [ClockMove, CalendarDay] => {
  const [what = '', ...rest] = words.split(' ');
  const on = rest.at(-1) ?? '';
  return [what === 'extend' ? { extendBy: Number(rest[0]) } : (what as ClockMove), on];
};

/** The last day after the moves, or the fault of the one that isn't possible. */
function dueAfter(rule: string, start: CalendarDay, moves: string): string {
  let state: ClockState = beginClock(ruleOf(rule), start, calendar);
  for (const each of moves === '' ? [] : moves.split(', ')) {
    const next = moveClock(ruleOf(rule), state, ...moveOf(each), calendar);
    if ('fault' in next) return next.fault;
    state = next;
  }
  return state.due;
}

describe('a clock', () => {
  it('is tried in at least 150 cases', () => {
    expect(new Set(clockCases.map((each) => each.join('|'))).size).toBeGreaterThanOrEqual(150);
  });

  it.each(clockCases)('%s from %s: %s -> %s', (rule, start, moves, due) => {
    expect(dueAfter(rule, start, moves)).toBe(due);
  });

  it('is kept until its last day, and when it stopped or stood still by then', () => {
    const state = beginClock(ruleOf('working 3'), '2026-11-24', calendar);
    expect(['2026-11-27', '2026-11-28'].map((on) => keptInTime(state, on))).toEqual([true, false]);
    const at = { ...state, stoppedOn: '2026-11-27' };
    expect([
      keptInTime(at, '2027-01-01'),
      keptInTime({ ...at, stoppedOn: '2026-11-30' }, '2026-11-27'),
    ]).toEqual([true, false]);
    expect(keptInTime({ ...at, stoppedOn: '2027-01-01', pausedOn: '2026-11-26' }, '2027-01-01')).toBe(true);
  });

  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
  const rule = fc.record({
    count: fc.constantFrom('working' as const, 'calendar' as const),
    days: fc.integer({ min: 1, max: 90 }),
    recess: fc.constantFrom([], ['court']),
  });

  it('never ends on a day on which nobody works or on which it stands still', () => {
    fc.assert(
      fc.property(rule, day, (each, start) => {
        const { due } = beginClock(each, start, calendar);
        expect(due > start).toBe(true);
        expect([0, 6]).not.toContain(new Date(due).getUTCDay());
        expect(calendar.isHoliday(due) || calendar.inRecess(due, each.recess)).toBe(false);
      }),
    );
  });

  it('that stands still and runs on the same day ends as it would have', () => {
    fc.assert(
      fc.property(rule, day, fc.integer({ min: 0, max: 150 }), (each, start, after) => {
        const state = beginClock(each, start, calendar);
        const on = addDays(start, after);
        const still = moveClock(each, state, 'pause', on, calendar);
        const again = 'fault' in still ? still : moveClock(each, still, 'resume', on, calendar);
        expect('fault' in again ? again.fault : again.due).toBe(state.due);
      }),
    );
  });
});
