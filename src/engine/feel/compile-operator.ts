// Closures for arithmetic, comparison and logic between plain values; for all others the library decides.
import { FeelDate, FeelTime } from 'feelin';
import type { Closure, ClosureScope, Frame } from './closure.ts';
import { compileCall } from './compile-call.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import { libraryFunction } from './library.ts';
import { isTemporal, remembering } from './remember.ts';

/** Stands for «ask the library». */
export const unsure: unique symbol = Symbol('unsure');
type Answer = boolean | null | typeof unsure;

const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';

/** `YYYY-MM-DD` of a day of the years 0 to 9999: such texts have the order of their days. */
function dayOf(value: unknown): string | undefined {
  return value instanceof FeelDate && value.iso.length === 10 ? value.iso : undefined;
}

/** `HH:MM:SS` of a time without zone. */
function timeOf(value: unknown): string | undefined {
  return value instanceof FeelTime && value.iso.length === 8 && value.zone === null ? value.iso : undefined;
}

/** Both as texts in their order, when they are days or times of the same kind. */
function asTexts(a: unknown, b: unknown): [string, string] | undefined {
  const textOf = a instanceof FeelDate ? dayOf : timeOf;
  const [first, second] = [textOf(a), textOf(b)];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function equal(a: unknown, b: unknown): Answer {
  if (a === null || b === null) return a === b;
  if (isPlain(a) && isPlain(b)) return typeof a === typeof b ? a === b : null;
  const texts = asTexts(a, b);
  return texts ? texts[0] === texts[1] : unsure;
}

const isInstant = (value: unknown): boolean => value instanceof FeelDate || value instanceof FeelTime;

/** Below, at or above zero, as `a` comes before, with or after `b`. */
function order(a: unknown, b: unknown): number | null | typeof unsure {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (b === null && isPlain(a)) return null;
  if (a === null && (typeof b === 'number' || typeof b === 'string')) return null;
  const texts = asTexts(a, b);
  if (texts) return texts[0] < texts[1] ? -1 : texts[0] > texts[1] ? 1 : 0;
  return (a === null && isInstant(b)) || (b === null && isInstant(a)) ? null : unsure;
}

const compares: Readonly<Record<string, (a: unknown, b: unknown) => Answer>> = {
  '=': equal,
  '!=': (a, b) => {
    const same = equal(a, b);
    return typeof same === 'boolean' ? !same : same;
  },
  '<': (a, b) => ordered(order(a, b), (sign) => sign < 0),
  '<=': (a, b) => ordered(order(a, b), (sign) => sign <= 0),
  '>': (a, b) => ordered(order(a, b), (sign) => sign > 0),
  '>=': (a, b) => ordered(order(a, b), (sign) => sign >= 0),
};

function ordered(sign: number | null | typeof unsure, holds: (sign: number) => boolean): Answer {
  return typeof sign === 'number' ? holds(sign) : sign;
}

/** `a = b`, `a < b`, `a between b and c`, `a in (…)`. */
export function compileComparison(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [left, operator, third, , fifth] = childrenOf(node);
  if (!left || !operator || !third) return undefined;
  if (operator.name === 'in') return compileIn(node, left, scope);
  const library = scope.library(node);
  const a = compileOperand(left, scope);
  const b = compileOperand(third, scope);
  if (operator.name === 'between') {
    if (!fifth) return undefined;
    const c = compileOperand(fifth, scope);
    return (frame) => {
      const [low, high] = [b(frame), c(frame)];
      if (low === null || high === null) return null;
      const result = between(a(frame), low, high, true, true);
      return result === unsure ? library(frame) : result;
    };
  }
  const sign = scope.text(operator);
  const compare = compares[sign];
  if (!compare) return undefined;
  let invoke: ((args: unknown[]) => unknown) | undefined;
  const others = remembering((frame, values) => {
    if (!values.every(isTemporal)) return library(frame);
    // Durations, above all: not what they were computed from once more, only they are compared.
    invoke ??= libraryFunction(['first_', 'second_'], `first_ ${sign} second_`);
    return invoke([...values]);
  });
  return (frame) => {
    const [first, second] = [a(frame), b(frame)];
    const result = compare(first, second);
    return result === unsure ? others(frame, [first, second]) : result;
  };
}

/** Whether a value lies between two others, with or without the ends themselves. */
function between(value: unknown, low: unknown, high: unknown, withLow: boolean, withHigh: boolean): Answer {
  const span = order(low, high);
  // Ends in the wrong order, missing ends and values without order: rare enough for the library.
  if (typeof span !== 'number' || span > 0) return unsure;
  const [above, below] = [order(value, low), order(value, high)];
  if (typeof above !== 'number' || typeof below !== 'number') return value === null ? null : unsure;
  return (withLow ? above >= 0 : above > 0) && (withHigh ? below <= 0 : below < 0);
}

/** Whether the value fits one test of an `in`. */
type Matcher = (frame: Frame, value: unknown) => Answer;

/** `a in (1, > 5, [2..3])`: true when one test fits, unknown when none fits and one is unknown. */
function compileIn(node: FeelNode, left: FeelNode, scope: ClosureScope): Closure | undefined {
  const tests = childrenOf(node).slice(2);
  const list = tests.find((each) => each.name === 'PositiveUnaryTests');
  const matchers: Matcher[] = [];
  for (const test of list ? childrenOf(list) : tests) {
    const matcher = compileTest(test, list !== undefined, scope);
    if (!matcher) return undefined;
    matchers.push(matcher);
  }
  const value = scope.compile(left);
  const library = scope.library(node);
  return (frame) => {
    const given = value(frame);
    // All tests are made, as the library does: one that fails makes the whole unknown.
    const results = matchers.map((matcher) => matcher(frame, given));
    if (results.includes(unsure)) return library(frame);
    return results.includes(true) ? true : results.includes(null) ? null : false;
  };
}

export function compileTest(test: FeelNode, oneOfSeveral: boolean, scope: ClosureScope): Matcher | undefined {
  let inner: FeelNode | undefined = test;
  while (inner && ['PositiveUnaryTest', 'ParenthesizedExpression'].includes(inner.name))
    inner = childrenOf(inner).find((child) => child.name !== '(');
  if (!inner) return undefined;
  if (inner.name !== 'SimplePositiveUnaryTest') return compileMember(inner, oneOfSeveral, scope);
  const [first, second] = childrenOf(inner);
  if (first?.name === 'Interval') {
    const [open, start, , end, close] = childrenOf(first);
    if (!open || !start || !end || !close) return undefined;
    const [low, high] = [compileOperand(start, scope), compileOperand(end, scope)];
    const [withStart, withEnd] = [scope.text(open) === '[', scope.text(close) === ']'];
    return (frame, given) => between(given, low(frame), high(frame), withStart, withEnd);
  }
  const compare = first && compares[scope.text(first)];
  if (!compare || !second) return undefined;
  const other = compileOperand(second, scope);
  return (frame, given) => compare(given, other(frame));
}

/** A value, or a list of values, that the left side is looked for in. What can't be compared is not equal. */
function compileMember(node: FeelNode, oneOfSeveral: boolean, scope: ClosureScope): Matcher {
  const member = scope.compile(node);
  return (frame, given) => {
    const test = member(frame);
    if (!Array.isArray(test)) return test === null && !oneOfSeveral ? null : (equal(test, given) ?? false);
    if (oneOfSeveral) return unsure;
    frame.work.spend(test.length);
    const results = test.map((each) => equal(each, given));
    return results.includes(unsure) ? unsure : results.includes(true);
  };
}

/** Both sides are always computed, as the library does: one that fails makes the whole unknown. */
export function compileLogic(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [left, , right] = childrenOf(node);
  if (!left || !right) return undefined;
  const [a, b] = [scope.compile(left), scope.compile(right)];
  const deciding = node.name === 'Disjunction';
  return (frame) => {
    const [first, second] = [a(frame), b(frame)];
    if (first === deciding || second === deciding) return deciding;
    return first === !deciding && second === !deciding ? !deciding : null;
  };
}

const calculations: Readonly<Record<string, (a: number, b: number) => number | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b ? a / b : null),
  '**': (a, b) => a ** b,
};

/**
 * @param again whether a day that is computed again may be the very same object: only where its value alone counts,
 *   because the library makes a new one each time and compares elsewhere whether two are the very same
 */
export function compileArithmetic(node: FeelNode, scope: ClosureScope, again = false): Closure | undefined {
  const parts = childrenOf(node);
  const [left, middle, right] = parts;
  const library = scope.library(node);
  if (parts.length === 2 && left && middle) {
    const value = scope.compile(middle);
    return (frame) => {
      const given = value(frame);
      return typeof given === 'number' ? 0 - given : given === null ? null : library(frame);
    };
  }
  if (!left || !middle || !right) return undefined;
  const sign = scope.text(middle);
  const calculate = calculations[sign];
  if (!calculate) return undefined;
  const [a, b] = [scope.compile(left), scope.compile(right)];
  const others = again ? remembering(library) : library;
  return (frame) => {
    const [first, second] = [a(frame), b(frame)];
    if (typeof first === 'number' && typeof second === 'number') return calculate(first, second);
    if (first === null || second === null) return null;
    if (sign !== '+' || typeof first !== 'string' || typeof second !== 'string')
      return others(frame, [first, second]);
    const text = first + second;
    frame.work.spendOn(text);
    return text;
  };
}

/** A part whose value is only compared or taken apart, so that it may be the very same object each time. */
export function compileOperand(node: FeelNode, scope: ClosureScope): Closure {
  if (node.name === 'ArithmeticExpression')
    return compileArithmetic(node, scope, true) ?? scope.compile(node);
  if (node.name === 'FunctionInvocation') return compileCall(node, scope, true) ?? scope.compile(node);
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined;
  return inner ? compileOperand(inner, scope) : scope.compile(node);
}
