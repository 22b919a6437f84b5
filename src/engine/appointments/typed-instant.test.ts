// Days, and days and times, as typed: what is none, and the two nights in which clocks change.
import { describe, expect, it } from 'vitest';
import { readDay, readInstant, typedDay, typedInstant } from './typed-instant.ts';

const typed = (year: string, month: string, day: string, time: string) => ({
  'noticed.year': year,
  'noticed.month': month,
  'noticed.day': day,
  'noticed.time': time,
});
const read = (...parts: [string, string, string, string]) => readInstant(typed(...parts), 'noticed');

describe('a typed day and time', () => {
  it('is the instant in Switzerland, in winter and in summer, and comes back into the fields', () => {
    expect(read('2026', '11', '24', '09:05')).toEqual(new Date('2026-11-24T08:05:00Z'));
    expect(read('2026', '7', '1', '09:05')).toEqual(new Date('2026-07-01T07:05:00Z'));
    const back = typedInstant('noticed', new Date('2026-07-01T07:05:00Z'));
    expect(back).toEqual(typed('2026', '7', '1', '09:05'));
    expect(typedInstant('noticed', null)).toEqual({});
  });

  it('is none where there is no such day or time, and nothing where nothing was typed', () => {
    for (const [year, month, day, time] of [
      ['2026', '2', '30', '09:00'],
      ['2026', '13', '1', '09:00'],
      ['26', '1', '1', '09:00'],
      ['2026', '1', '1', ''],
      ['2026', '1', '1', '24:00'],
      ['', '', '', '09:00'],
      ['2026', 'x', '1', '09:00'],
    ] as const)
      expect(read(year, month, day, time), `${year} ${month} ${day} ${time}`).toBeUndefined();
    expect(read('', '', '', ' ')).toBeNull();
  });

  it('knows the hour that is left out in March, and takes the first of the two in October', () => {
    expect(read('2026', '3', '29', '02:30')).toBeUndefined();
    expect(read('2026', '10', '25', '02:30')).toEqual(new Date('2026-10-25T00:30:00Z'));
  });
});

describe('a typed day', () => {
  const day = (d: string, m: string, y: string) => readDay({ 'x.day': d, 'x.month': m, 'x.year': y }, 'x');

  it('exists, or is told from nothing, and comes back into the fields', () => {
    expect(day('1', ' 6 ', '2027')).toBe('2027-06-01');
    expect(day('29', '2', '2028')).toBe('2028-02-29');
    expect(day('', ' ', '')).toBeNull();
    for (const [d, m, y] of [
      ['31', '2', '2027'],
      ['1', '', '2027'],
      ['1', '6', '27'],
      ['1', '6', '9999'],
      ['001', '6', '2027'],
      ['1', '6', '-2027'],
    ] as const)
      expect(day(d, m, y), `${d}.${m}.${y}`).toBeUndefined();
    expect(typedDay('x', '2027-06-01')).toEqual({ 'x.day': '1', 'x.month': '6', 'x.year': '2027' });
    expect(typedDay('x', null)).toEqual({});
  });
});
