// Type-checks everything that brings local names: loops, filters, contexts and functions.
import type { CheckContext } from './check-context.ts';
import { unquote } from './check-context.ts';
import { checkTests } from './infer-comparison.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import {
  anyType,
  booleanType,
  contextOf,
  fits,
  listOf,
  numberType,
  typeName,
  type FeelType,
} from './types.ts';

/** Loops multiply: more than this inside each other could stop the server with answers that are allowed. */
const deepestLoop = 3;
const longestRange = 1000;
/** Turns of written ranges inside each other: `for a in 1..100, b in 1..100`. */
const mostTurns = 10_000;

/** `for … return`, `some … satisfies`, `every … satisfies`. */
export function inferLoop(node: FeelNode, context: CheckContext): FeelType {
  const parts = childrenOf(node);
  const body = parts.at(-1);
  const variables = new Map<string, FeelType>();
  return context.within(variables, () => {
    const loops = childrenOf(parts.find((part) => part.name === 'InExpressions') ?? node).filter(
      (each) => each.name === 'InExpression',
    );
    const turnsOutside = context.turns;
    for (const loop of loops) {
      const [name, , over] = childrenOf(loop);
      if (!name || !over) continue;
      variables.set(context.nameOf(name), elementOver(over, context));
      context.turns *= writtenTurns(over, context);
    }
    context.loops += loops.length;
    if (context.loops > deepestLoop) {
      context.fault(node, 'FEEL_NOT_ALLOWED', `At most ${deepestLoop} loops inside each other.`);
    } else if (context.turns > mostTurns && turnsOutside <= mostTurns) {
      const words = `Loops over numbers inside each other take ${context.turns} turns; at most ${mostTurns}.`;
      context.fault(node, 'FEEL_NOT_ALLOWED', words);
    }
    let result: FeelType = booleanType;
    if (node.name === 'ForExpression') {
      variables.set('partial', listOf(anyType));
      result = listOf(body ? context.infer(body) : anyType);
    } else if (body) context.expect(body, booleanType, 'The condition after «satisfies»');
    context.loops -= loops.length;
    context.turns = turnsOutside;
    return result;
  });
}

function elementOver(node: FeelNode, context: CheckContext): FeelType {
  const [first, , second] = childrenOf(node);
  if (node.name !== 'IterationContext' || !first) return elementOf(node, context);
  if (!second) return elementOf(first, context);
  // Ranges that depend on answers could be made to run for hours; from 1 in steps of 1 no number comes to 2.5.
  const turns = writtenTurns(node, context);
  if (!(turns > 1 && turns <= longestRange + 1)) {
    const words = `A loop over numbers runs from a smaller to a larger written whole number, at most ${longestRange} steps.`;
    context.fault(node, 'FEEL_NOT_ALLOWED', words);
  }
  return numberType;
}

/** How many turns `1..10` makes, NaN when that is not written; 1 for a list, whose length depends on answers. */
function writtenTurns(node: FeelNode, context: CheckContext): number {
  const [first, , second] = childrenOf(node);
  if (node.name !== 'IterationContext' || !first || !second) return 1;
  const [from = NaN, to = NaN] = [first, second].map((end) =>
    end.name === 'NumericLiteral' && /^\d+$/.test(context.text(end)) ? Number(context.text(end)) : NaN,
  );
  return to - from + 1;
}

function elementOf(node: FeelNode, context: CheckContext): FeelType {
  let inner = node;
  while (inner.name === 'ParenthesizedExpression') inner = childrenOf(inner)[1] ?? inner;
  if (inner.name === 'SimplePositiveUnaryTest' || inner.name === 'Interval') {
    const words = `A loop goes over a list or over numbers, written 1..10; «${context.text(node)}» is neither.`;
    context.fault(node, 'FEEL_NOT_ALLOWED', words);
  }
  const type = context.infer(node);
  if (type.kind === 'list') return type.of;
  if (type.kind !== 'any' && type.kind !== 'null') {
    context.fault(node, 'WRONG_TYPE', `«${context.text(node)}» is ${typeName(type)}, not a list.`);
  }
  return anyType;
}

const conditions = [
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
  'SimplePositiveUnaryTest',
];

/** `hunde[rasse = "x"]` and `hunde[1]`. */
export function inferFilter(node: FeelNode, context: CheckContext): FeelType {
  const [targetNode, , conditionNode] = childrenOf(node);
  if (!targetNode || !conditionNode) return anyType;
  const target = context.infer(targetNode);
  const element = target.kind === 'list' ? target.of : target;
  let condition = conditionNode;
  while (condition.name === 'ParenthesizedExpression') condition = childrenOf(condition)[1] ?? condition;
  if (conditions.includes(condition.name)) {
    const own = new Map<string, FeelType>(element.kind === 'context' ? element.entries : []);
    context.within(own.set('item', element), () => {
      if (condition.name === 'SimplePositiveUnaryTest') checkTests(condition, element, context);
      else context.expect(condition, booleanType, 'A filter');
    });
    return listOf(element);
  }
  // The evaluator takes anything but a comparison for a position; a bare condition would silently select all or nothing.
  if (!fits(context.infer(condition), numberType)) {
    const words = `A filter is a comparison or a position; write «${context.text(conditionNode)} = true» for a condition.`;
    context.fault(conditionNode, 'WRONG_TYPE', words);
  }
  return element;
}

/** `{ name: value }`; later entries see earlier ones. */
export function inferContext(node: FeelNode, context: CheckContext): FeelType {
  const entries = new Map<string, FeelType>();
  context.within(entries, () => {
    for (const entry of childrenOf(node).filter((child) => child.name === 'ContextEntry')) {
      const [key, value] = childrenOf(entry);
      if (!key || !value) continue;
      const [inner] = childrenOf(key);
      const name =
        inner?.name === 'StringLiteral' ? unquote(context.text(inner)) : context.nameOf(inner ?? key);
      entries.set(name, context.infer(value));
    }
  });
  return contextOf(entries);
}

/** @param types of the parameters, where they are known: both items of a sort */
export function inferFunction(node: FeelNode, types: readonly FeelType[], context: CheckContext): FeelType {
  const parts = childrenOf(node);
  if (parts.some((part) => part.name === 'external')) {
    context.fault(node, 'FEEL_NOT_ALLOWED', 'External functions can not be used.');
    return anyType;
  }
  const formal = parts.find((part) => part.name === 'FormalParameters');
  const parameters = (formal ? childrenOf(formal) : []).map((each) => {
    const [parameter] = childrenOf(each);
    const [name] = parameter ? childrenOf(parameter) : [];
    return context.nameOf(name ?? each);
  });
  const [body] = childrenOf(parts.find((part) => part.name === 'FunctionBody') ?? node);
  const names = new Map(parameters.map((name, index) => [name, types[index] ?? anyType]));
  const result = context.within(names, () => (body ? context.infer(body) : anyType));
  return { kind: 'function', parameters, result };
}
