// Compiles FEEL once into a function: the evaluator parses at every call, so each expression becomes a FEEL function value that is kept.
import { evaluate, FeelFunction, parseDate, parseTime } from 'feelin';
import { anyType } from './types.ts';
import { inferExpression, inferUnaryTests } from './infer.ts';
import { parseUnaryTests } from './parse.ts';

/** Values by name; FEEL values (dates are FEEL dates), null where not answered. */
export type FeelValues = Record<string, unknown>;

export interface CompiledExpression {
  readonly source: string;
  /** The names it takes from the values. */
  readonly uses: readonly string[];
  /** The pages it asks about: `pages.<page>`. */
  readonly pages: readonly string[];
  /** Result as a FEEL value; null when it can't be computed. Never throws. */
  run(values: FeelValues): unknown;
}

export interface CompiledTest {
  readonly source: string;
  readonly uses: readonly string[];
  /** Whether the input fulfils the cell. Never throws. */
  matches(input: unknown, values: FeelValues): boolean;
}

/** No text that a rule builds may grow beyond this; longer ones count as not computable. */
const longestText = 100_000;

const open = { type: () => anyType };

/** Makes the function of a body with the given parameters. The evaluator collects warnings in one array, emptied after each run. */
function define(parameters: readonly string[], body: string): (args: unknown[]) => unknown {
  let value: unknown;
  let warnings: unknown[];
  try {
    // The line break ends a comment at the end of the body.
    ({ value, warnings } = evaluate(`function(${parameters.join(', ')}) (${body}\n)`));
  } catch {
    return () => null;
  }
  if (!(value instanceof FeelFunction)) return () => null;
  const compiled = value;
  return (args) => {
    try {
      return settle(compiled.invoke(args));
    } catch {
      // Days outside the calendar, comparisons the evaluator has no order for: not computable.
      return null;
    } finally {
      warnings.length = 0;
    }
  };
}

function settle(value: unknown): unknown {
  if (value === undefined || typeof value === 'function') return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (typeof value === 'string' && value.length > longestText) return null;
  return value;
}

const valueOf = (values: FeelValues, name: string): unknown => values[name] ?? null;

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
  if (faults.some((fault) => fault.code === 'FEEL_SYNTAX')) return { ...described, run: () => null };
  const invoke = define(names, source);
  return { ...described, run: (values) => invoke(names.map((name) => valueOf(values, name))) };
}

/** The name that stands for `?` in a compiled cell; no field can be called so. */
const inputName = 'cellInput_';

/** Compiles a cell of a decision table: `-`, `> 2`, `"a", "b"`, `not(null)`, `? > 2 and ? < 9`. */
export function compileUnaryTests(source: string): CompiledTest {
  const { uses, faults } = inferUnaryTests(source, open, anyType);
  const names = [...uses];
  if (faults.some((fault) => fault.code === 'FEEL_SYNTAX'))
    return { source, uses: names, matches: () => false };
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
    matches: (input, values) => {
      const args = [input ?? null, ...names.map((name) => valueOf(values, name))];
      return invokes.some((invoke) => invoke(args) === true) !== negated;
    },
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

/** FEEL dates never change; the same days come again and again. */
const days = new Map<string, unknown>();
const mostDays = 10_000;

/** FEEL date of a valid `YYYY-MM-DD`, else null. */
export function feelDate(day: string): unknown {
  let value = days.get(day);
  if (value === undefined) {
    value = parseDate(day) ?? null;
    if (days.size >= mostDays) days.clear();
    days.set(day, value);
  }
  return value;
}

/** The value of `today` for expressions: shadows the evaluator's own, which would read the machine's clock. */
export function todayFunction(day: string): FeelFunction {
  const value = feelDate(day);
  return new FeelFunction(() => value, []);
}

/** FEEL time of a valid `HH:MM`, else null. */
export const feelTime = (time: string): unknown => parseTime(`${time}:00`) ?? null;

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
