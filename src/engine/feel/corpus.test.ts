// The expressions a definition may contain, each with its value: what the evaluator does is pinned here, not assumed.
import { unaryTest } from 'feelin';
import { describe, expect, it } from 'vitest';
import {
  compileExpression,
  compileUnaryTests,
  feelDate,
  feelTime,
  feelToJson,
  todayFunction,
} from './compile.ts';

const today = '2026-11-24';
const values = {
  today: todayFunction(today),
  n: 7,
  zero: 0,
  none: null,
  yes: true,
  no: false,
  name: 'Luna',
  art: 'zuzug',
  born: feelDate('2024-02-29'),
  later: feelDate('2026-12-24'),
  at: feelTime('08:30'),
  address: { street: 'Beispielgasse', houseNumber: '1', postalCode: '4051', town: 'Basel' },
  chosen: ['hund', 'katze'],
  numbers: [3, 1, 2],
  empty: [],
  pages: { kurs: true, beleg: false },
  dogs: [
    { name: 'Luna', breed: 'labrador', born: feelDate('2024-11-24'), weight: 28 },
    { name: 'Arko', breed: 'rottweiler', born: feelDate('2025-11-24'), weight: 45 },
    { name: 'Milo', breed: 'labrador', born: null, weight: null },
  ],
};

const cases: Record<string, [expression: string, value: unknown][]> = {
  arithmetic: [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ** 3', 8],
    ['7 / 2', 3.5],
    ['-n', -7],
    ['- n + 10', 3],
    ['n / zero', null],
    ['n + none', null],
    ['none * 2', null],
    ['0.1 + 0.2 < 0.31', true],
    ['if n > 5 then 160 else 320', 160],
    ['if none then 1 else 2', 2],
    ['if none > 3 then 1 else 2', 2],
    ['160 + 80 * (count(dogs) - 1)', 320],
    ['10 ** 400', null],
    ['modulo(7, 3)', 1],
    ['modulo(-7, 3)', 2],
    ['abs(-3)', 3],
    ['floor(2.7)', 2],
    ['ceiling(2.1)', 3],
    ['floor(-2.1)', -3],
    ['decimal(1 / 3, 2)', 0.33],
    ['decimal(2.5, 0)', 2],
    ['round half up(2.5, 0)', 3],
    ['round half down(2.5, 0)', 2],
    ['round up(2.01, 1)', 2.1],
    ['round down(2.09, 1)', 2],
    ['sqrt(16)', 4],
    ['odd(3)', true],
    ['even(3)', false],
    ['number("12.5")', 12.5],
    ['number("1\'200.50", "\'", ".")', 1200.5],
    ['number("zwölf")', null],
  ],
  'comparison and logic': [
    ['n = 7', true],
    ['n != 7', false],
    ['n > 7', false],
    ['n >= 7', true],
    ['n between 5 and 7', true],
    ['n between 8 and 9', false],
    ['n in (1, 7)', true],
    ['n in [5..7]', true],
    ['n in [5..7)', false],
    ['n in (< 3, > 6)', true],
    ['art in ("zuzug", "umzug")', true],
    ['art in ("wegzug")', false],
    ['art = "zuzug"', true],
    ['none = null', true],
    ['n = null', false],
    ['n != null', true],
    ['none > 3', null],
    ['none = 3', false],
    ['yes and none', null],
    ['no and none', false],
    ['yes or none', true],
    ['no or none', null],
    ['not(yes)', false],
    ['not(none)', null],
    ['not(none = true)', true],
    ['yes = true and no = false', true],
    ['born < later', true],
    ['"a" < "b"', true],
    ['pages.kurs', true],
    ['not(pages.beleg)', true],
    ['n = 7 // the week', true],
  ],
  'dates, times and durations': [
    ['today()', '2026-11-24'],
    ['born <= today()', true],
    ['later > today()', true],
    ['date("2026-11-24") = today()', true],
    ['date(2026, 11, 24)', '2026-11-24'],
    ['date(2026, 2, 31)', null],
    ['@"2026-11-24"', '2026-11-24'],
    ['today() + duration("P10D")', '2026-12-04'],
    ['today() - duration("P1M")', '2026-10-24'],
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['born + duration("P1Y")', '2025-02-28'],
    ['born + @"P4Y"', '2028-02-29'],
    ['today() - date("2026-11-14") <= duration("P10D")', true],
    ['today() - date("2026-11-13") <= duration("P10D")', false],
    ['(later - today()).days', 30],
    ['none + duration("P1D")', null],
    ['born.year', 2024],
    ['born.month', 2],
    ['born.day', 29],
    ['today().weekday', 2],
    ['day of week(today())', 'Tuesday'],
    ['month of year(today())', 'November'],
    ['day of year(date("2026-02-01"))', 32],
    ['years and months duration(date("2008-11-24"), today()).years', 18],
    ['years and months duration(date("2008-11-25"), today()).years', 17],
    ['years and months duration(date("2008-11-24"), today()).years >= 18', true],
    ['duration("P1Y2M").months', 2],
    ['duration("P1DT6H").hours', 6],
    ['today() + duration("P999999Y")', null],
    ['at >= time("08:00:00")', true],
    ['at < time("08:30:00")', false],
    ['at.hour', 8],
    ['string(today())', '2026-11-24'],
    ['later in [date("2026-12-01")..date("2026-12-31")]', true],
  ],
  strings: [
    ['"Hund " + name', 'Hund Luna'],
    ['name + none', null],
    ['string length(name)', 4],
    ['string length("🐕")', 1],
    ['upper case(name)', 'LUNA'],
    ['lower case("Ärger")', 'ärger'],
    ['substring(name, 2, 2)', 'un'],
    ['substring(name, -2)', 'na'],
    ['substring before(name, "n")', 'Lu'],
    ['substring after(name, "n")', 'a'],
    ['contains(name, "un")', true],
    ['starts with(address.postalCode, "40")', true],
    ['ends with(name, "x")', false],
    ['starts with(none, "4")', null],
    ['matches(address.postalCode, "^40\\d{2}$")', true],
    ['replace("a-b-c", "-", ".")', 'a.b.c'],
    ['split("a;b", ";")', ['a', 'b']],
    ['string join(chosen, ", ")', 'hund, katze'],
    ['string join(["a", null, "b"], "-")', 'a-b'],
    ['string(7)', '7'],
    ['string(true)', 'true'],
    ['"ein \\"Zitat\\""', 'ein "Zitat"'],
    ['address.town', 'Basel'],
    ['none.town', null],
  ],
  lists: [
    ['count(dogs)', 3],
    ['count(empty)', 0],
    ['count(none)', null],
    ['count(dogs) > 2', true],
    ['list contains(chosen, "hund")', true],
    ['list contains(chosen, "maus")', false],
    ['list contains(empty, "hund")', false],
    ['list contains(none, "hund")', null],
    ['sum(numbers)', 6],
    ['sum(empty)', null],
    ['min(numbers)', 1],
    ['max(4, 9, 2)', 9],
    ['mean(numbers)', 2],
    ['product(numbers)', 6],
    ['all([true, true])', true],
    ['any([false, true])', true],
    ['numbers[1]', 3],
    ['numbers[-1]', 2],
    ['numbers[item > 1]', [3, 2]],
    ['dogs[breed = "labrador"].name', ['Luna', 'Milo']],
    ['count(dogs[weight > 30])', 1],
    ['count(dogs[breed = "labrador" and weight = null])', 1],
    ['dogs[1].name', 'Luna'],
    ['dogs.breed', ['labrador', 'rottweiler', 'labrador']],
    ['distinct values(dogs.breed)', ['labrador', 'rottweiler']],
    ['append(numbers, 4)', [3, 1, 2, 4]],
    ['concatenate(numbers, [9])', [3, 1, 2, 9]],
    ['insert before(numbers, 1, 0)', [0, 3, 1, 2]],
    ['remove(numbers, 1)', [1, 2]],
    ['reverse(numbers)', [2, 1, 3]],
    ['sublist(numbers, 2, 1)', [1]],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['index of(numbers, 2)', [3]],
    ['flatten([[1], [2, 3]])', [1, 2, 3]],
    ['sort(numbers, function(a, b) a < b)', [1, 2, 3]],
    ['sort(dogs, function(a, b) a.name < b.name)[1].name', 'Arko'],
  ],
  'loops and contexts': [
    ['some d in dogs satisfies d.breed = "rottweiler"', true],
    ['some d in empty satisfies d = 1', false],
    ['some d in dogs satisfies d.weight > 100', false],
    ['every d in dogs satisfies d.weight > 10', false],
    ['every d in empty satisfies d = 1', true],
    ['every d in dogs satisfies d.weight = null or d.weight > 10', true],
    ['some d in dogs satisfies list contains(["rottweiler", "dobermann"], d.breed)', true],
    ['count(dogs) > 2 or (some d in dogs satisfies d.breed = "x")', true],
    ['for d in dogs return d.name', ['Luna', 'Arko', 'Milo']],
    ['for i in 1..3 return i * i', [1, 4, 9]],
    ['for a in [1, 2], b in [10, 20] return a * b', [10, 20, 20, 40]],
    ['string join(for d in dogs return d.name, ", ")', 'Luna, Arko, Milo'],
    ['sum(for d in dogs return if d.weight = null then 0 else d.weight)', 73],
    ['{ base: 100, total: base * 2 }.total', 200],
    ['some d in dogs satisfies d.born + duration("P1Y") = today()', true],
    ['n instance of number', true],
    ['none instance of number', false],
  ],
};

describe.each(Object.entries(cases))('FEEL: %s', (_, list) => {
  it.each(list)('%s', (source, value) => {
    expect(feelToJson(compileExpression(source).run(values))).toEqual(value);
  });
});

it('has at least 120 expressions', () => {
  expect(Object.values(cases).flat().length).toBeGreaterThanOrEqual(120);
});

const cells: [cell: string, input: unknown, fits: boolean][] = [
  ['-', null, true],
  ['-', 'anything', true],
  ['true', true, true],
  ['true', false, false],
  ['true', null, false],
  ['false', false, true],
  ['> 2', 3, true],
  ['> 2', 2, false],
  ['> 2', null, false],
  ['[1..3]', 3, true],
  ['[1..3)', 3, false],
  ['< 2, > 5', 6, true],
  ['< 2, > 5', 3, false],
  ['7', 7, true],
  ['"zuzug"', 'zuzug', true],
  ['"zuzug", "umzug"', 'umzug', true],
  ['"zuzug", "umzug"', 'wegzug', false],
  ['not("zuzug")', 'umzug', true],
  ['not("zuzug")', 'zuzug', false],
  ['not("a", "b")', 'b', false],
  ['not("a")', null, true],
  ['null', null, true],
  ['null', 1, false],
  ['not(null)', 1, true],
  ['not(null)', null, false],
  ['? > 2 and ? < 5', 3, true],
  ['? > 2 and ? < 5', 6, false],
  ['list contains(?, "hund")', ['hund'], true],
  ['list contains(?, "hund")', ['katze'], false],
  ['<= today()', feelDate('2026-11-24'), true],
  ['> today()', feelDate('2026-11-24'), false],
  ['date("2026-11-24")', feelDate('2026-11-24'), true],
  ['n', 7, true],
  ['> n', 8, true],
  ['["a", "b"]', 'b', true],
];

describe('cells of decision tables', () => {
  it.each(cells)('%s for %j: %s', (cell, input, fits) => {
    expect(compileUnaryTests(cell).matches(input, values)).toBe(fits);
  });

  // The compiled form is our own: the library's unary test must say the same, except where it takes null for unknown.
  it.each(cells.filter(([cell]) => !cell.includes('today') && !cell.includes('null')))(
    '%s for %j as the library',
    (cell, input) => {
      const { value } = unaryTest(cell, { ...values, '?': input });
      expect(compileUnaryTests(cell).matches(input, values)).toBe(value === true);
    },
  );
});

describe('running', () => {
  it('takes the day from the values, never from the machine', () => {
    expect(feelToJson(compileExpression('today()').run({ today: todayFunction('1999-12-31') }))).toBe(
      '1999-12-31',
    );
    expect(compileExpression('today()').run({})).toBeNull();
  });

  it('gives null where nothing can be computed, and does not throw', () => {
    for (const source of ['1 +', 'nobody', 'date("x")', 'n.year', 'matches(name, "(")']) {
      expect(compileExpression(source).run(values)).toBeNull();
    }
  });

  it('does not let texts grow without end', () => {
    const double = compileExpression('text + text');
    let text: unknown = 'x'.repeat(1000);
    for (let i = 0; i < 40; i++) text = double.run({ text });
    expect(text).toBeNull();
  });

  it('does not see inherited names', () => {
    expect(compileExpression('toString').run({})).toBeNull();
    expect(compileExpression('address.constructor').run(values)).toBeNull();
  });
});
