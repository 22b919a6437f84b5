// Random FEEL for property tests: values that an expression may meet, and expressions of all that a definition may use.
import fc from 'fast-check';
import { duration } from 'feelin';
import { reservedNames } from '../feel/functions.ts';
import { feelDate, feelTime, todayFunction, type FeelValues } from '../feel/compile.ts';

const days = ['2024-02-29', '2026-11-24', '2026-11-25', '2008-11-24', '1999-12-31'];
const plain = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 3, arbitrary: fc.integer({ min: -3, max: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.1, 2.5, -7.25, 1000, 12_000.05) },
  { weight: 2, arbitrary: fc.constantFrom('', 'a', 'b', 'zuzug', '12', 'x y', '🐕', 'true') },
  { weight: 2, arbitrary: fc.constantFrom(...days).map(feelDate) },
  { weight: 1, arbitrary: fc.constantFrom('08:30', '22:00', '00:00').map(feelTime) },
  { weight: 1, arbitrary: fc.constantFrom('P1D', 'P2M', 'PT30M', 'P1Y').map((text) => duration(text)) },
);

/** What the texts and numbers written in an expression are compared with is most telling: they are offered as values. */
function valueFor(source: string): fc.Arbitrary<unknown> {
  const texts = [...source.matchAll(/"([^"\\]*)"/g)].map(([, text]) => text ?? '');
  const numbers = [...source.matchAll(/\b\d+(\.\d+)?\b/g)].map(([text]) => Number(text));
  const properties = [...source.matchAll(/\b[a-z]\w*\b/gi)]
    .map(([name]) => name)
    .filter((name) => !reservedNames.has(name));
  const one = fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: texts.length > 0 ? 4 : 1, arbitrary: fc.constantFrom(...texts, 'a') },
    { weight: numbers.length > 0 ? 3 : 1, arbitrary: fc.constantFrom(...numbers, 1) },
  );
  const entries = fc.dictionary(fc.constantFrom(...properties, 'breed'), one, { maxKeys: 6 });
  return fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: fc.array(one, { maxLength: 4 }) },
    { weight: 1, arbitrary: entries.map((each) => ({ ...each })) },
    {
      weight: 2,
      arbitrary: fc.array(
        entries.map((each) => ({ ...each })),
        { maxLength: 3 },
      ),
    },
    { weight: 1, arbitrary: fc.array(fc.array(one, { maxLength: 2 }), { maxLength: 2 }) },
  );
}

/** Random values for the names of an expression. */
export function valuesFor(source: string, names: readonly string[]): fc.Arbitrary<FeelValues> {
  const value = valueFor(source);
  return fc
    .record(Object.fromEntries(names.map((name) => [name, value])))
    .map((values) => (names.includes('today') ? { ...values, today: todayFunction('2026-11-24') } : values));
}

/** The names that random expressions use. */
export const names = ['a', 'b', 'c', 'list', 'dogs', 'day'];

const leaf = fc.constantFrom(
  ...['null', 'true', 'false', '0', '1', '2.5', '""', '"a"', '"zuzug"', '"12"', ...names, ...names],
  ...[
    'today()',
    'date("2026-11-24")',
    '@"2024-02-29"',
    'duration("P1D")',
    'duration("P1Y")',
    'time("08:30:00")',
  ],
  ...['[]', '[1, 2]', '["a", "b"]', 'dogs.breed', 'day.year', 'date("x")', 'date(2026, 2, a)'],
);

/** Expressions of everything that a definition may use, right and wrong types mixed. */
export const expression: fc.Arbitrary<string> = fc.letrec<{ any: string; test: string }>((tie) => {
  const any = tie('any');
  const two = fc.tuple(any, any);
  const form = (...templates: string[]) =>
    fc.tuple(fc.constantFrom(...templates), any, any, any).map(([template, x, y, z]) =>
      template
        .replace('X', () => x)
        .replace('Y', () => y)
        .replace('Z', () => z),
    );
  return {
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>='), two)
          .map(([sign, [x, y]]) => `(${x}) ${sign} (${y})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or'), two)
          .map(([sign, [x, y]]) => `(${x}) ${sign} (${y})`),
      },
      { weight: 1, arbitrary: form('-(X)', 'if X then Y else Z', '(X) between (Y) and (Z)', '[X, Y]') },
      {
        weight: 2,
        arbitrary: form(
          ...['(X) in (Y)', '(X) in (Y, Z)', '(X) in (> Y)', '(X) in (<= (Y), (Z))', '(X) in [(Y)..(Z)]'],
          ...['(X) in ((Y)..(Z)]', '(X) in ["a", Y]', '(X) in (null, Y)'],
        ),
      },
      {
        weight: 2,
        arbitrary: form(
          ...['not(X)', 'count(X)', 'list contains(X, Y)', 'number(X)', 'sum(X)', 'floor(X)', 'ceiling(X)'],
          ...['max(X, Y)', 'min(X)', 'matches(X, "^[a-z]+$")', 'string(X)', 'string length(X)', 'abs(X)'],
          ...['concatenate(X, Y)', 'append(X, Y)', 'distinct values(X)', 'reverse(X)', 'index of(X, Y)'],
          ...['substring(X, 1, 2)', 'starts with(X, Y)', 'round half up(X, 1)', 'modulo(X, Y)', 'all(X)'],
          ...[
            'years and months duration(X, Y)',
            'day of week(X)',
            'sort(X, function(p, q) p < q)',
            'any([X, Y])',
          ],
          ...['date(number(X), 1, 1)', 'substring(string: X, start position: 1)', 'flatten([X, Y])'],
        ),
      },
      {
        weight: 2,
        arbitrary: form(
          ...['some v in X satisfies v = (Y)', 'every v in X satisfies (Y)', 'for v in X return v + (Y)'],
          ...[
            'for v in X, w in Y return [v, w, Z]',
            'for v in 1..3 return (X)',
            'some v in X satisfies v.breed = (Y)',
          ],
          ...['for v in list return count(partial)', 'some v in X, w in v satisfies w = (Y)'],
        ),
      },
      {
        weight: 2,
        arbitrary: form(
          ...[
            '(X)[1]',
            '(X)[-1]',
            '(X)[item = (Y)]',
            '(X)[breed = (Y) and item != null]',
            '(X)[a]',
            '(X)[count(Y)]',
          ],
          ...['dogs[weight > (X)]', 'dogs[breed = (X)].weight', '[{ k: X }, { k: Y }][k = (Z)]', '(X)[> 1]'],
          ...[
            '(X).breed',
            '(X).year',
            '(X).days',
            '((X) - (Y)).hours',
            '(X - Y).days',
            '((X) + (Y)).months',
            '(X).minute',
            '{ k: X, l: k }.l',
            '{ k: X, "l": (Y) }',
            '(X) instance of number',
          ],
        ),
      },
    ),
    test: any,
  };
}).any;
