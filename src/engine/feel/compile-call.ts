// Closures for calls of functions: the frequent ones on plain values at once, the others with our arguments by the library.
import { FeelFunction } from 'feelin';
import { unquote } from './check-context.ts';
import { isWord, readSlot, type Closure, type ClosureScope, type Frame } from './closure.ts';
import { libraryFunction } from './library.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import { remembering } from './remember.ts';

/** Gives undefined when the arguments are none of those it knows. */
type Quick = (args: readonly unknown[]) => unknown;

const quick: Readonly<Record<string, Quick>> = {
  not: ([value]) => (typeof value === 'boolean' ? !value : value === null ? null : undefined),
  count: ([list]) => (Array.isArray(list) ? list.length : list === null ? null : undefined),
  'list contains': ([list, element]) =>
    Array.isArray(list) ? list.some((each) => each === element) : list === null ? null : undefined,
  number: ([text]) => {
    if (typeof text !== 'string') return text === null ? null : undefined;
    const value = Number(text);
    return Number.isNaN(value) ? null : value;
  },
  sum: ([list]) => {
    if (!Array.isArray(list) || !list.every((each) => typeof each === 'number')) return undefined;
    return list.length === 0 ? null : list.reduce((sum, each) => sum + each);
  },
  min: (args) => extreme(args, Math.min),
  max: (args) => extreme(args, Math.max),
  floor: ([value]) => (typeof value === 'number' ? Math.floor(value) : value === null ? null : undefined),
  ceiling: ([value]) => (typeof value === 'number' ? Math.ceil(value) : value === null ? null : undefined),
};

/** Whether the quick form takes so many arguments. */
const takes = (name: string, count: number): boolean =>
  name === 'min' || name === 'max' ? count > 0 : count === (name === 'list contains' ? 2 : 1);

/** The smallest or largest of one list or of several arguments. */
function extreme(
  args: readonly unknown[],
  better: (a: number, b: number) => number,
): number | null | undefined {
  const [first] = args;
  const values: readonly unknown[] = args.length === 1 && Array.isArray(first) ? first : args;
  if (!values.every((each) => typeof each === 'number')) return undefined;
  return values.length === 0 ? null : values.reduce((best, each) => better(best, each));
}

/** @param again whether a result that is computed again may be the very same object, as for `compileArithmetic` */
export function compileCall(node: FeelNode, scope: ClosureScope, again = false): Closure | undefined {
  const [target, , given] = childrenOf(node);
  if (!target || !given) return undefined;
  if (target.name !== 'VariableName' && target.name !== 'SpecialFunctionName') return undefined;
  const name = scope.nameOf(target);
  const value = scope.lookUp(name);
  if (given.name === 'NamedParameters') return value ? undefined : compileNamed(name, given, scope);
  if (given.name !== 'PositionalParameters') return undefined;
  const parameters = childrenOf(given);
  if (value) return parameters.length === 0 ? callValue(value, scope.library(node)) : undefined;
  if (name === 'matches') return compileMatches(parameters, scope);
  const args = parameters.map((each) => scope.compile(each));
  const atOnce = Object.hasOwn(quick, name) && takes(name, args.length) ? quick[name] : undefined;
  return callBuiltin(name, args, atOnce, undefined, again);
}

/** `substring(string: name, start position: 2)` */
function compileNamed(name: string, given: FeelNode, scope: ClosureScope): Closure | undefined {
  const names: string[] = [];
  const args: Closure[] = [];
  for (const named of childrenOf(given)) {
    const [parameter, value] = childrenOf(named);
    if (!parameter || !value) return undefined;
    names.push(scope.text(parameter));
    args.push(scope.compile(value));
  }
  return callBuiltin(name, args, undefined, names);
}

/** `today()`: the day is a function among the values. */
function callValue(value: Closure, library: Closure): Closure {
  return (frame) => {
    const called = value(frame);
    if (called === null) return null;
    return called instanceof FeelFunction && called.parameterNames.length === 0
      ? (called.invoke([]) as unknown)
      : library(frame);
  };
}

/**
 * A function of the library, with arguments that are already values. Also makes days, times and durations.
 * @param names of the parameters, where arguments are given by name
 * @param again whether a result may be remembered: none of the library's functions looks at anything but its arguments
 */
export function callBuiltin(
  name: string,
  args: readonly Closure[],
  atOnce?: Quick,
  names?: readonly string[],
  again = false,
): Closure {
  const parameters = args.map((_, index) => `argument${index}_`);
  const written = parameters.map((each, index) => (names ? `${names[index]}: ${each}` : each));
  let invoke: ((args: unknown[]) => unknown) | undefined;
  const library = (frame: Frame, values: readonly unknown[]) => {
    invoke ??= libraryFunction(parameters, `${name}(${written.join(', ')})`);
    const result = invoke([...values]);
    frame.work.spendOn(result);
    return result;
  };
  const others = again ? remembering(library) : library;
  return (frame) => {
    const values = args.map((arg) => arg(frame));
    frame.work.spend(costOf(name, values));
    const known = atOnce?.(values);
    return known === undefined ? others(frame, values) : known;
  };
}

/** Steps that a call takes before there is a result to measure. */
function costOf(name: string, values: readonly unknown[]): number {
  let cost = 0;
  for (const value of values) if (Array.isArray(value)) cost += value.length;
  // Each entry is compared with each other.
  if (name === 'distinct values' || name === 'union') return cost + (cost * cost) / 10;
  if (name !== 'replace' && name !== 'string join') return cost;
  const lengths = values.map((value) => (typeof value === 'string' ? value.length : 1));
  const longest = values.flat().reduce<number>((most, each) => Math.max(most, String(each).length), 0);
  return cost + (name === 'replace' ? (lengths[0] ?? 0) * (lengths[2] ?? 0) : cost * longest) / 100;
}

/** `matches(text, "pattern")` with a written pattern, made into a regular expression once. */
function compileMatches(parameters: readonly FeelNode[], scope: ClosureScope): Closure | undefined {
  const [input, pattern, flags] = parameters;
  if (!input || pattern?.name !== 'StringLiteral' || flags) return undefined;
  let expression: RegExp;
  try {
    expression = new RegExp(constantText(pattern, scope), 'u');
  } catch {
    return undefined;
  }
  const text = scope.compile(input);
  const library = callBuiltin('matches', [text, scope.compile(pattern)]);
  return (frame) => {
    const value = text(frame);
    return typeof value === 'string' ? expression.test(value) : value === null ? null : library(frame);
  };
}

/** The value of a written text; with escapes the library reads it. */
export function constantText(node: FeelNode, scope: ClosureScope): string {
  const text = scope.text(node);
  if (!text.includes('\\')) return text.slice(1, -1);
  const value = libraryFunction([], text)([]);
  return typeof value === 'string' ? value : unquote(text);
}

/** `function(a, b) a < b`, for a sort; each call is a step. */
export function compileFunction(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const parts = childrenOf(node);
  const formal = parts.find((part) => part.name === 'FormalParameters');
  const names = (formal ? childrenOf(formal) : []).map((each) => scope.text(each));
  const [bodyNode] = childrenOf(parts.find((part) => part.name === 'FunctionBody') ?? node);
  if (!bodyNode || !names.every(isWord) || parts.some((part) => part.name === 'external')) return undefined;
  const slots = names.map(() => scope.newSlot());
  const visible = new Map(names.map((name, index) => [name, readSlot(slots[index] ?? 0)]));
  const body = scope.within(visible, () => scope.compile(bodyNode));
  return (frame) =>
    new FeelFunction(
      (...args: unknown[]) => {
        frame.work.spend(1);
        slots.forEach((slot, index) => {
          frame.slots[slot] = args[index] ?? null;
        });
        return body(frame);
      },
      [...names],
    );
}
