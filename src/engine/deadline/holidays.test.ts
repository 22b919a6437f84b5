// Holidays by their rules: Easter of known years, and the days counted from it.
import { describe, expect, it } from 'vitest';
import { easterSunday, holidayCalendar } from './holidays.ts';

describe('holidays', () => {
  it.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter of %i is %s', (year, day) => expect(easterSunday(year).toISOString().slice(0, 10)).toBe(day));

  it('are found by their day, in any year', () => {
    const holidayOn = holidayCalendar([
      { id: 'may', month: 5, day: 1 },
      { id: 'ascension', easter: 39 },
    ]);
    expect(holidayOn('2026-05-01')?.id).toBe('may');
    expect(holidayOn('2026-05-14')?.id).toBe('ascension');
    expect(holidayOn('2027-05-06')?.id).toBe('ascension');
    expect(holidayOn('2027-05-14')).toBeUndefined();
    expect(holidayOn('nonsense')).toBeUndefined();
  });
});
