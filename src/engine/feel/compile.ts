// Compiles FEEL once into a function that is kept: the library would read the text again at every call.
import { FeelFunction, parseDate, parseTime } from 'feelin';
import { isWord } from './closure.ts';
import { compileToClosure } from './compile-node.ts';
import { libraryFunction } from './library.ts';
import { Work } from './work.ts';
import { anyType } from './types.ts';
import { inferExpression, inferUnaryTests, isUnreadable } from './infer.ts';
import { parseUnaryTests } from './parse.ts';

/** Values by name; FEEL values (dates are FEEL dates), null where not answered. */
export type FeelValues = Record<string, unknown>;

export interface CompiledExpression {
  readonly source: string;
  /** The names it takes from the values. */
  readonly uses: readonly string[];
  /** The pages it asks about: `pages.<page>`. */
  readonly pages: readonly string[];
  /** Result as a FEEL value; null when it can't be computed. Never throws. @param work what is left to the evaluation */
  run(values: FeelValues, work?: Work): unknown;
}

export interface CompiledTest {
  readonly source: string;
  readonly uses: readonly string[];
  /** Whether the input fulfils the cell. Never throws. */
  matches(input: unknown, values: FeelValues, work?: Work): boolean;
}

/** No text that a rule builds may grow beyond this; longer ones count as not computable. */
const longestText = 100_000;

const open = { type: () => anyType };

/** Makes the function of an expression with the given names. */
function define(names: readonly string[], source: string): (values: unknown[], work?: Work) => unknown {
  // Names of several words could be read in other ways when a part of the expression stands alone.
  const run = names.every(isWord) ? compileToClosure(source, names) : libraryFunction(names, source);
  return (values, work = new Work()) => {
    try {
      return settle(run(values, work));
    } catch {
      // Days outside the calendar, comparisons the evaluator has no order for, too much work: not computable.
      return null;
    }
  };
}

function settle(value: unknown): unknown {
  if (value === undefined || typeof value === 'function') return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (typeof value === 'string' && value.length > longestText) return null;
  return value;
}

const valuesOf = (values: FeelValues, names: readonly string[]): unknown[] =>
  names.map((name) => values[name] ?? null);

/** Compiled once however often it is written: compiled expressions hold no state between runs. */
const expressions = new Map<string, CompiledExpression>();
const mostExpressions = 4000;

/** Compiles an expression. One with faults is the loader's business; here it always gives null. */
export function compileExpression(source: string): CompiledExpression {
  let compiled = expressions.get(source);
  if (!compiled) {
    compiled = compileAnew(source);
    if (expressions.size >= mostExpressions) expressions.clear();
    expressions.set(source, compiled);
  }
  return compiled;
}

function compileAnew(source: string): CompiledExpression {
  const { uses, pages, faults } = inferExpression(source, open);
  const names = [...uses];
  const described = { source, uses: names, pages: [...pages] };
  if (isUnreadable(faults)) return { ...described, run: () => null };
  const invoke = define(names, source);
  return { ...described, run: (values, work) => invoke(valuesOf(values, names), work) };
}

/** The name that stands for `?` in a compiled cell; no field can be called so. */
const inputName = 'cellInput_';

/** Compiles a cell of a decision table: `-`, `> 2`, `"a", "b"`, `not(null)`, `? > 2 and ? < 9`. */
export function compileUnaryTests(source: string): CompiledTest {
  const { uses, faults } = inferUnaryTests(source, open, anyType);
  const names = [...uses];
  if (isUnreadable(faults)) return { source, uses: names, matches: () => false };
  if (source.trim() === '-') return { source, uses: names, matches: () => true };
  const { negated, tests } = splitTests(source);
  const invokes = tests.map(({ text, speaksOfInput }) =>
    // The evaluator takes «x in (null)» for unknown; comparing is meant.
    define(
      [inputName, ...names],
      speaksOfInput ? text : text === 'null' ? `${inputName} = null` : `${inputName} in (${text})`,
    ),
  );
  return {
    source,
    uses: names,
    matches: (input, values, work) =>
      invokes.some((invoke) => invoke([input ?? null, ...valuesOf(values, names)], work) === true) !==
      negated,
  };
}

/** Splits a cell into its alternatives; `?` becomes a name because a FEEL function can't have it as parameter. */
function splitTests(source: string): { negated: boolean; tests: { text: string; speaksOfInput: boolean }[] } {
  const tests: { text: string; speaksOfInput: boolean }[] = [];
  let negated = false;
  parseUnaryTests(source).iterate({
    enter: (node) => {
      if (node.name === 'not' && node.node.parent?.name === 'UnaryTests') negated = true;
      if (node.name !== 'PositiveUnaryTest') return undefined;
      let text = '';
      let at = node.from;
      node.node.toTree().iterate({
        enter: (inner) => {
          if (inner.name !== '?') return;
          text += source.slice(at, node.from + inner.from) + inputName;
          at = node.from + inner.to;
        },
      });
      tests.push({ text: text + source.slice(at, node.to), speaksOfInput: at !== node.from });
      return false;
    },
  });
  return { negated, tests };
}

/** FEEL days and times never change, and the same come again and again. */
const made = new Map<string, unknown>();
const mostMade = 10_000;

function remembered(text: string, make: (text: string) => unknown): unknown {
  let value = made.get(text);
  if (value === undefined) {
    value = make(text) ?? null;
    if (made.size >= mostMade) made.clear();
    made.set(text, value);
  }
  return value;
}

/** FEEL date of a valid `YYYY-MM-DD`, else null. */
export const feelDate = (day: string): unknown => remembered(day, parseDate);

/** Almost all evaluations have the same day. */
let latest: { day: string; today: FeelFunction } | undefined;

/** The value of `today` for expressions: shadows the evaluator's own, which would read the machine's clock. */
export function todayFunction(day: string): FeelFunction {
  if (latest?.day !== day) {
    const value = feelDate(day);
    latest = { day, today: new FeelFunction(() => value, []) };
  }
  return latest.today;
}

/** FEEL time of a valid `HH:MM`, else null. */
export const feelTime = (time: string): unknown => remembered(`${time}:00`, parseTime);

/** A FEEL value as JSON: dates and durations as ISO text, functions and ranges as null. */
export function feelToJson(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(feelToJson);
  if (Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, feelToJson(entry)]));
  if (typeof value === 'object' && 'toJSON' in value && typeof value.toJSON === 'function')
    return String(value);
  return null;
}
