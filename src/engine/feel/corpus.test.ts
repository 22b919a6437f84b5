// What the evaluator makes of the corpus, and that it never throws, grows or looks where it must not.
import { unaryTest } from 'feelin';
import { describe, expect, it } from 'vitest';
import { cases, cells, values } from '../testing/feel-corpus.ts';
import { compileExpression, compileUnaryTests, feelToJson, todayFunction } from './compile.ts';

describe.each(Object.entries(cases))('FEEL: %s', (_, list) => {
  it.each(list)('%s', (source, value) => {
    expect(feelToJson(compileExpression(source).run(values))).toEqual(value);
  });
});

it('has at least 120 expressions', () => {
  expect(Object.values(cases).flat().length).toBeGreaterThanOrEqual(120);
});

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
