/** How dates, amounts and numbers are written: the rules of the look, in four languages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysBetween,
  dueTone,
  formatAhv,
  formatAmount,
  formatChip,
  formatDate,
  formatDateTime,
  formatDays,
  formatDue,
  formatFileSize,
  formatIban,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPhone,
  formatRelative,
  formatTime,
  formatUid,
  keepTogether,
  swissDay,
} from './format.ts';
import { languages, type Lang } from './labels.ts';

/** Shows the spaces that do not break: `_` for U+00A0, `'` for U+202F. */
const seen = (text: string): string => text.replaceAll('\u00A0', '_').replaceAll('\u202F', "'");

describe('dates', () => {
  test.each([
    ['de', '24._November_2026', 'Dienstag, 24._November_2026', '24._11._2026', '24._11.'],
    ['fr', '24_novembre_2026', 'mardi 24_novembre_2026', '24.11.2026', '24.11.'],
    ['it', '24_novembre_2026', 'martedì 24_novembre_2026', '24.11.2026', '24.11.'],
    ['en', '24_November_2026', 'Tuesday 24_November_2026', '24_Nov_2026', '24_Nov'],
  ] as const)('in %s', (lang, long, weekday, short, shortDay) => {
    const styles = ['long', 'weekday', 'short', 'shortDay'] as const;
    expect(styles.map((style) => seen(formatDate('2026-11-24', lang, style)))).toEqual([
      long,
      weekday,
      short,
      shortDay,
    ]);
  });

  test('the first of a month, and objects with year, month and day', () => {
    const first = { year: 2026, month: 12, day: 1 };
    expect(languages.map((lang) => seen(formatDate(first, lang, 'day')))).toEqual([
      '1._Dezember',
      '1er_décembre',
      '1º_dicembre',
      '1_December',
    ]);
  });

  test('moments are shown in Swiss time, in winter and summer', () => {
    expect(formatDateTime('2026-11-24T08:10:00Z', 'de')).toBe('24.\u00A011., 09.10');
    expect(seen(formatDateTime('2026-11-24T08:10:00Z', 'de', 'long'))).toBe('24._November_2026, 09.10_Uhr');
    expect(languages.map((lang) => seen(formatTime(new Date('2026-07-01T22:05:00Z'), lang)))).toEqual([
      '00.05',
      '0_h_05',
      '00.05',
      '00:05',
    ]);
    expect(swissDay({ epochMilliseconds: Date.UTC(2026, 6, 1, 22, 5) })).toEqual({
      year: 2026,
      month: 7,
      day: 2,
    });
  });

  test('what is no date is refused', () => {
    expect(() => formatDate('24.11.2026', 'de')).toThrow(RangeError);
  });

  test('days between are the same over the change of summer time', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1);
  });
});

describe('relative days', () => {
  const today = '2026-11-24';
  test.each([
    ['de', ['noch_7_Tage', 'noch_1_Tag', 'heute fällig', '1_Tag_überfällig', '3_Tage_überfällig']],
    [
      'fr',
      ['encore_7_jours', 'encore_1_jour', 'échéance aujourd’hui', '1_jour_de_retard', '3_jours_de_retard'],
    ],
    [
      'it',
      ['ancora_7_giorni', 'ancora_1_giorno', 'scade oggi', '1_giorno_di_ritardo', '3_giorni_di_ritardo'],
    ],
    ['en', ['7_days_left', '1_day_left', 'due today', '1_day_overdue', '3_days_overdue']],
  ] as const)('due in %s', (lang, expected) => {
    const days = ['2026-12-01', '2026-11-25', '2026-11-24', '2026-11-23', '2026-11-21'];
    expect(days.map((day) => seen(formatDue(day, today, lang)))).toEqual(expected);
  });

  test('near days have names', () => {
    const near = ['2026-11-24', '2026-11-25', '2026-11-23', '2026-11-20', '2026-12-04'];
    expect(near.map((day) => seen(formatRelative(day, today, 'de')))).toEqual([
      'heute',
      'morgen',
      'gestern',
      'vor_4_Tagen',
      'noch_10_Tage',
    ]);
    expect(seen(formatDays(10, 'de'))).toBe('10_Tage');
  });

  test('tones: past, now, later', () => {
    expect(
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((day) => dueTone(day, today)),
    ).toEqual(['danger', 'warning', 'warning', 'neutral']);
  });
});

describe('numbers and money', () => {
  test('text parts thousands from five digits, tables from four', () => {
    expect([1842, 6000, 144_000, -12.5].map((n) => seen(formatNumber(n, 'de')))).toEqual([
      '1842',
      '6000',
      "144'000",
      '−12,5',
    ]);
    expect(seen(formatNumber(9000, 'de', { table: true }))).toBe("9'000");
    expect(formatNumber(1.4, 'en')).toBe('1.4');
    expect(formatNumber(-0.001, 'de', { decimals: 1 })).toBe('0,0');
  });

  test('money in text and in tables', () => {
    expect([160, 81.43, 144_000, 47_600, 6000, -6000, 1].map((n) => seen(formatMoney(n, 'de')))).toEqual([
      '160_Franken',
      '81.43_Franken',
      "144'000_Franken",
      "47'600_Franken",
      '6000_Franken',
      '−6000_Franken',
      '1_Franken',
    ]);
    expect(seen(formatMoney(1, 'fr'))).toBe('1_franc');
    expect(seen(formatMoney(2, 'it'))).toBe('2_franchi');
    expect([160, 0, 1160, -40.5, 1_234_567.005].map((n) => seen(formatAmount(n)))).toEqual([
      '160.00',
      '0.00',
      "1'160.00",
      '−40.50',
      "1'234'567.01",
    ]);
  });

  test('percent and size of files', () => {
    expect([formatPercent(93, 'de'), formatPercent(93, 'en')].map(seen)).toEqual(['93_%', '93%']);
    expect([10, 340_400, 2_400_000].map((n) => seen(formatFileSize(n, 'de')))).toEqual([
      '1_kB',
      '340_kB',
      '2,4_MB',
    ]);
  });

  test('any number gives the same digits back', () => {
    const lang = fc.constantFrom<Lang>(...languages);
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), lang, fc.boolean(), (value, language, table) => {
        const text = formatNumber(value, language, { table }).replaceAll('\u202F', '').replace('−', '-');
        expect(Number(text)).toBe(value);
        expect(
          Number(
            formatAmount(value / 100)
              .replaceAll('\u202F', '')
              .replace('−', '-'),
          ),
        ).toBeCloseTo(value / 100, 6);
      }),
    );
  });
});

describe('numbers with a name', () => {
  test('are grouped as people know them', () => {
    expect(formatAhv('7561234567897')).toBe('756.1234.5678.97');
    expect(formatUid('che 123 456 789')).toBe('CHE-123.456.789');
    expect(seen(formatIban('CH9300762011623852957'))).toBe('CH93_0076_2011_6238_5295_7');
    expect(seen(formatChip('756000000000123'))).toBe('756_0000_0000_0123');
    expect(['+41612678181', '061 267 81 81', '0041 61 267 81 81'].map((n) => seen(formatPhone(n)))).toEqual([
      '061_267_81_81',
      '061_267_81_81',
      '061_267_81_81',
    ]);
    expect(formatPhone(' +49 7621 4150 ')).toBe('+49 7621 4150');
  });

  test('what does not fit stays as typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), (text) => {
        expect(formatAhv(text)).toBe(text);
        expect(formatUid(text)).toBe(text);
        expect(formatChip(text)).toBe(text);
      }),
    );
  });
});

describe('keepTogether', () => {
  test('binds numbers to short words and signs to numbers', () => {
    expect(
      seen(
        keepTogether(
          'innert 10 Tagen bis 24. November, § 5 Abs. 7 (SG 365.100), 91 % von 2906 Rückmeldungen',
        ),
      ),
    ).toBe('innert 10_Tagen bis 24._November, §_5_Abs._7 (SG_365.100), 91_% von 2906 Rückmeldungen');
  });

  test('changes nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(keepTogether(text).replaceAll('\u00A0', ' ')).toBe(text.replaceAll('\u00A0', ' '));
      }),
    );
  });
});
