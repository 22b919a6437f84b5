// Which closure a node of the syntax tree becomes. Nodes that are not listed are left to the library.
import { FeelDate, FeelDuration, FeelTime } from 'feelin';
import { ClosureScope, isWord, type Closure, type Frame } from './closure.ts';
import { callBuiltin, compileCall, compileFunction, constantText } from './compile-call.ts';
import { compileContext, compileFilter, compileLoop } from './compile-loop.ts';
import { compileArithmetic, compileComparison, compileLogic, compileOperand } from './compile-operator.ts';
import { libraryFunction } from './library.ts';
import { childrenOf, parseExpression, type FeelNode } from './parse.ts';
import type { Work } from './work.ts';

/**
 * An expression ready to run with values in the order of the names. What it gives equals what the library gives
 * (`library.property.test.ts` holds them together); it may throw where the library does, and when the work is used up.
 */
export function compileToClosure(
  source: string,
  names: readonly string[],
): (values: unknown[], work: Work) => unknown {
  const [body] = childrenOf(parseExpression(source).topNode);
  if (!body) return () => null;
  const scope = new ClosureScope(source, names, compileNode);
  const closure = scope.compile(body);
  return (values, work) => closure({ slots: values, work });
}

function compileNode(node: FeelNode, scope: ClosureScope): Closure | undefined {
  switch (node.name) {
    case 'NumericLiteral': {
      const text = scope.text(node);
      return constant(text.includes('.') ? Number.parseFloat(text) : Number.parseInt(text, 10));
    }
    case 'StringLiteral':
      return constant(constantText(node, scope));
    case 'BooleanLiteral':
      return constant(scope.text(node) === 'true');
    case 'null':
      return constant(null);
    case 'VariableName':
      return scope.lookUp(scope.nameOf(node)) ?? scope.lookUpInItem(scope.nameOf(node));
    case 'ParenthesizedExpression': {
      const inner = childrenOf(node)[1];
      return inner && scope.compile(inner);
    }
    case 'PathExpression':
      return compilePath(node, scope);
    case 'ArithmeticExpression':
      return compileArithmetic(node, scope);
    case 'Comparison':
      return compileComparison(node, scope);
    case 'Conjunction':
    case 'Disjunction':
      return compileLogic(node, scope);
    case 'IfExpression':
      return compileIf(node, scope);
    case 'QuantifiedExpression':
    case 'ForExpression':
      return compileLoop(node, scope);
    case 'FilterExpression':
      return compileFilter(node, scope);
    case 'FunctionInvocation':
      return compileCall(node, scope);
    case 'DateTimeLiteral':
      return compileTemporal(node, scope);
    case 'List':
      return compileList(node, scope);
    case 'FunctionDefinition':
      return compileFunction(node, scope);
    case 'InstanceOfExpression':
      return compileInstance(node, scope);
    case 'Context':
      return compileContext(node, scope);
    default:
      return undefined;
  }
}

const constant =
  (value: unknown): Closure =>
  () =>
    value;

function compileIf(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [, conditionNode, , thenNode, , elseNode] = childrenOf(node);
  if (!conditionNode || !thenNode || !elseNode) return undefined;
  const [condition, then, otherwise] = [conditionNode, thenNode, elseNode].map((each) => scope.compile(each));
  if (!condition || !then || !otherwise) return undefined;
  return (frame) => {
    const value = condition(frame);
    return value !== false && value !== null ? then(frame) : otherwise(frame);
  };
}

function compileList(node: FeelNode, scope: ClosureScope): Closure {
  const elements = childrenOf(node)
    .slice(1, -1)
    .map((each) => scope.compile(each));
  return (frame) => {
    const made = elements.map((element) => element(frame) ?? null);
    frame.work.spendOn(made);
    return made;
  };
}

/** `a instance of number`: the library knows the types. */
function compileInstance(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [value] = childrenOf(node);
  if (!value) return undefined;
  const text = `value_ ${scope.text(node).slice(value.to - value.from)}`;
  return scope.library(node, text, new Map([['value_', scope.compile(value)]]));
}

/** `address.town`, `dogs.breed` (of each), `born.year`. */
function compilePath(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [targetNode, , propertyNode] = childrenOf(node);
  if (!targetNode || !propertyNode) return undefined;
  const name = scope.nameOf(propertyNode);
  if (!isWord(name)) return undefined;
  const target = compileOperand(targetNode, scope);
  const property = libraryPath(name);
  const library = scope.library(node);
  return (frame) => {
    const value = target(frame);
    if (!Array.isArray(value)) return propertyOf(value, name, property);
    if (value.some(Array.isArray)) return library(frame);
    frame.work.spend(value.length);
    return value.map((each) => propertyOf(each, name, property));
  };
}

function libraryPath(name: string): (target: unknown) => unknown {
  let invoke: ((args: unknown[]) => unknown) | undefined;
  return (target) => {
    invoke ??= libraryFunction(['target_'], `target_.${name}`);
    return invoke([target]);
  };
}

const dateParts = new Set(['year', 'month', 'day', 'weekday']);
const timeParts = new Set(['hour', 'minute', 'second']);
const durationParts = new Set(['years', 'months', 'days', 'hours', 'minutes', 'seconds']);

function partsOf(target: object): ReadonlySet<string> | undefined {
  if (target instanceof FeelDate) return dateParts;
  if (target instanceof FeelTime) return timeParts;
  return target instanceof FeelDuration ? durationParts : undefined;
}

function propertyOf(target: unknown, name: string, library: (target: unknown) => unknown): unknown {
  if (target === null || typeof target !== 'object') return null;
  const parts = partsOf(target);
  if (parts?.has(name)) return (target as Record<string, unknown>)[name] ?? null;
  if (Object.getPrototypeOf(target) === Object.prototype && Object.hasOwn(target, name))
    return (target as Record<string, unknown>)[name] ?? null;
  return library(target);
}

/** `date("2026-11-24")`, `duration("P10D")`: what is written is made once; `date(year, 1, 1)` at each run. */
function compileTemporal(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [constructor, , given] = childrenOf(node);
  if (!constructor) return undefined;
  if (constructor.name === 'AtLiteral') return written(node, scope);
  if (given?.name !== 'PositionalParameters') return undefined;
  const parameters = childrenOf(given);
  if (parameters.every((each) => ['StringLiteral', 'NumericLiteral'].includes(each.name)))
    return written(node, scope);
  return callBuiltin(
    scope.text(constructor),
    parameters.map((each) => scope.compile(each)),
  );
}

/** A value that the library makes of a text, always the same. */
function written(node: FeelNode, scope: ClosureScope): Closure {
  const make = scope.library(node);
  let value: { made: unknown } | undefined;
  return (frame: Frame) => (value ??= { made: make(frame) }).made;
}
