// Expressions that would never end, or would grow without end: refused when the definition loads, stopped when they run.
import { describe, expect, it } from 'vitest';
import { compileExpression, compileUnaryTests, feelToJson } from './compile.ts';
import { inferExpression } from './infer.ts';
import { anyType, booleanType, listOf, stringType } from './types.ts';
import { Work } from './work.ts';

const types = { list: listOf(anyType), text: stringType, yes: booleanType };
const scope = {
  type: (name: string) => (Object.hasOwn(types, name) ? types[name as keyof typeof types] : undefined),
};
const values = { list: Array.from({ length: 50 }, (_, index) => index), text: 'x'.repeat(20_000), yes: true };

/** `{ v0: first, v1: next(v0), … }.v40`: each entry is made of the one before. */
function chain(first: string, next: (before: string) => string, count = 40): string {
  const entries = Array.from({ length: count }, (_, index) => `v${index + 1}: ${next(`v${index}`)}`);
  return `{ v0: ${first}, ${entries.join(', ')} }.v${count}`;
}

describe('when the definition loads', () => {
  it.each([
    ['for i in 1..1000000000 return i', 'FEEL_NOT_ALLOWED'],
    ['for i in 1..2.5 return i', 'FEEL_NOT_ALLOWED'],
    ['for i in 1..count(list) return i', 'FEEL_NOT_ALLOWED'],
    ['for i in [1..1000000000] return i', 'FEEL_NOT_ALLOWED'],
    ['some i in ([1..1000000000]) satisfies i < 0', 'FEEL_NOT_ALLOWED'],
    ['for a in 1..1000, b in 1..1000 return a', 'FEEL_NOT_ALLOWED'],
    ['for a in 1..1000 return for b in 1..1000 return a', 'FEEL_NOT_ALLOWED'],
    ['for a in list return for b in list, c in list, d in list return a', 'FEEL_NOT_ALLOWED'],
    [`${'('.repeat(900)}1${')'.repeat(900)}`, 'FEEL_TOO_DEEP'],
    [`${'-'.repeat(1900)}1`, 'FEEL_TOO_DEEP'],
    [`1${' + 1'.repeat(400)}`, 'FEEL_TOO_DEEP'],
    ['{ f: function(n) f(n), x: f(1) }', 'UNKNOWN_FUNCTION'],
  ])('%s: %s', (source, code) => {
    expect(inferExpression(source, scope).faults.map((fault) => fault.code)).toContain(code);
  });

  it.each([
    'for a in 1..100, b in 1..100 return a',
    'count(list[item > 3])',
    'for a in list, b in list return a',
  ])('%s is fine', (source) => {
    expect(inferExpression(source, scope).faults).toEqual([]);
  });
});

describe('when it runs', () => {
  it.each([
    'for i in 1..1000000000 return i',
    'for i in 1..2.5 return i',
    '{ r: [1..1000000000], s: for i in r return i }.s',
    '{ r: [1..1000000000], s: some i in r satisfies i < 0 }.s',
    'for a in 1..1000, b in 1..1000, c in 1..1000 return a',
    'count(for a in 1..1000 return for b in 1..1000 return a)',
    'list[> count(for a in list, b in list, c in list return a)]',
    'count(list: for a in list, b in list, c in list return a)',
    '(for a in list, b in list, c in list return a) instance of number',
    'distinct values(for a in 1..100, b in 1..100 return { x: a, y: b })',
    'sort(for a in 1..100, b in 1..100 return b, function(x, y) x < y)',
    'string length(replace(text, ".", text))',
    'string length(string join(for i in 1..1000 return text))',
    chain('text', (before) => `${before} + ${before}`),
    `count(${chain('list', (before) => `concatenate(${before}, ${before})`)})`,
    chain('list', (before) => `[${before}, ${before}]`),
    chain('list', (before) => `if yes then [${before}, ${before}] else 1`),
    `flatten(${chain('list', (before) => `[${before}, ${before}]`)})`,
    chain('list', (before) => `{ a: ${before}, b: ${before} }`),
  ])('%s is stopped', (source) => {
    const work = new Work();
    expect(feelToJson(compileExpression(source).run(values, work))).toBeNull();
    expect(work.exceeded).toBe(true);
  });

  it('stops cells of tables, too', () => {
    const work = new Work();
    const cell = compileUnaryTests('count(for a in 1..1000, b in 1..1000 return a) > ?');
    expect(cell.matches(1, values, work)).toBe(false);
    expect(work.exceeded).toBe(true);
  });

  it('never throws, however deep', () => {
    for (const source of [`${'-'.repeat(1900)}1`, `${'not('.repeat(400)}true${')'.repeat(400)}`])
      expect(compileExpression(source).run(values)).toBeNull();
  });

  it('shares the steps of an evaluation between its expressions', () => {
    const work = new Work(250);
    const { run } = compileExpression('count(list[item > 3])');
    expect([run(values, work), run(values, work), run(values, work)]).toEqual([46, 46, null]);
    expect(run(values)).toBe(46);
  });
});
