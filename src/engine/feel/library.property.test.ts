// Our closures and the library's own evaluation are one truth: every expression gives the same in both, with whatever values.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { expression, names as randomNames, valuesFor } from '../testing/arbitrary-feel.ts';
import { cases, cells, values } from '../testing/feel-corpus.ts';
import { compileExpression, compileUnaryTests, feelToJson, type FeelValues } from './compile.ts';
import { libraryFunction } from './library.ts';

/** A value in words that tells apart what JSON does not. */
function described(value: unknown): string {
  const kind = typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
  return `${kind} ${JSON.stringify(feelToJson(value))}`;
}

/** What the library alone makes of an expression. */
function byLibrary(source: string, names: readonly string[]): (values: FeelValues) => unknown {
  const invoke = libraryFunction(names, source);
  return (given) => {
    let value: unknown;
    try {
      value = invoke(names.map((name) => given[name] ?? null));
    } catch {
      return null;
    }
    return value === undefined ||
      typeof value === 'function' ||
      (typeof value === 'number' && !Number.isFinite(value))
      ? null
      : value;
  };
}

const services = join(import.meta.dirname, '../../../canton/basel-stadt/services');

/** Every text in the definitions that may be an expression or a cell; others are FEEL by chance, which does no harm. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

const written = new Set<string>();
for (const folder of readdirSync(services))
  for (const text of textsOf(load(readFileSync(join(services, folder, 'service.yaml'), 'utf8'))))
    written.add(text);

/** Compares for some values; returns for how many of them there was something other than null. */
function compare(source: string, numRuns: number): number {
  const compiled = compileExpression(source);
  const library = byLibrary(source, compiled.uses);
  let telling = 0;
  fc.assert(
    fc.property(valuesFor(source, compiled.uses), (given) => {
      const ours = compiled.run(given);
      if (ours !== null) telling++;
      expect(described(ours), source).toBe(described(library(given)));
    }),
    { numRuns },
  );
  return telling;
}

describe('every expression gives what the library gives', () => {
  it('of the corpus', () => {
    for (const [source] of Object.values(cases).flat()) {
      const compiled = compileExpression(source);
      expect(described(compiled.run(values)), source).toBe(
        described(byLibrary(source, compiled.uses)(values)),
      );
      compare(source, 60);
    }
  });

  it('of all services', () => {
    let telling = 0;
    for (const source of written) telling += compare(source, 12);
    expect(written.size).toBeGreaterThan(1000);
    expect(telling).toBeGreaterThan(5000);
  });

  it('that chance makes', () => {
    let telling = 0;
    fc.assert(
      fc.property(
        expression.chain((source) =>
          fc.tuple(fc.constant(source), valuesFor(source, [...randomNames, 'today'])),
        ),
        ([source, given]) => {
          const { uses, run } = compileExpression(source);
          const ours = run(given);
          if (ours !== null) telling++;
          expect(described(ours), source).toBe(described(byLibrary(source, uses)(given)));
        },
      ),
      { numRuns: 1500 },
    );
    expect(telling).toBeGreaterThan(300);
  });
});

describe('every cell of a table fits where the library says so', () => {
  it.each([...new Set(cells.map(([cell]) => cell))])('%s', (cell) => {
    const compiled = compileUnaryTests(cell);
    const inputs = valuesFor(cell, ['input', ...compiled.uses]);
    fc.assert(
      fc.property(inputs, (given) => {
        if (cell.includes('?') || cell.includes('not(') || cell === 'null' || cell === '-') return;
        const library = byLibrary(`input in (${cell})`, ['input', ...compiled.uses]);
        expect(compiled.matches(given['input'], given), cell).toBe(library(given) === true);
      }),
      { numRuns: 30 },
    );
  });
});
