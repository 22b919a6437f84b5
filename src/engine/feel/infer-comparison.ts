// Type-checks comparisons: `=`, `<`, `between`, `in`, and the unary tests in the cells of decision tables.
import type { CheckContext } from './check-context.ts';
import { isExpression } from './check-context.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import { booleanType, comparable, impossibleLiterals, typeName, type FeelType } from './types.ts';

const ordered = new Set([
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days duration',
  'months duration',
  'any',
  'null',
]);
const isEquality = (sign: string): boolean => sign === '=' || sign === '!=';

export function inferComparison(node: FeelNode, context: CheckContext): FeelType {
  const parts = childrenOf(node);
  const [left, operator, third, , fifth] = parts;
  if (!left || !operator || !third) return booleanType;
  const a = context.infer(left);
  if (operator.name === 'in') for (const tests of parts.slice(2)) checkTests(tests, a, context);
  else if (operator.name === 'between') {
    for (const end of [third, fifth]) if (end) compare(end, a, context.infer(end), true, context);
  } else compare(node, a, context.infer(third), !isEquality(context.text(operator)), context);
  return booleanType;
}

function compare(node: FeelNode, a: FeelType, b: FeelType, byOrder: boolean, context: CheckContext): void {
  const text = context.text(node);
  if (!comparable(a, b)) {
    context.fault(node, 'WRONG_TYPE', `${typeName(a)} and ${typeName(b)} can't be compared in «${text}».`);
    return;
  }
  const without = [a, b].find((type) => !ordered.has(type.kind));
  if (byOrder && without)
    context.fault(node, 'WRONG_TYPE', `${typeName(without)} has no order; use = or != in «${text}».`);
  checkOptions(node, a, b, context);
}

/** Says when a value written in the expression is none of the options it is compared with: a typing error. */
export function checkOptions(node: FeelNode, a: FeelType, b: FeelType, context: CheckContext): void {
  for (const value of impossibleLiterals(a, b)) {
    const words = `"${value}" is not one of the options it is compared with in «${context.text(node)}».`;
    context.fault(node, 'UNKNOWN_OPTION', words);
  }
}

/** Unary tests: `> 2`, `"a", "b"`, `[1..3]`, `not("a")`, or a condition on `?`. */
export function checkTests(node: FeelNode, input: FeelType, context: CheckContext): void {
  switch (node.name) {
    case 'UnaryTests':
    case 'PositiveUnaryTests':
    case 'PositiveUnaryTest':
      for (const child of childrenOf(node)) checkTests(child, input, context);
      return;
    case 'SimplePositiveUnaryTest':
      checkSimpleTest(node, input, context);
      return;
    case 'Wildcard':
    case '(':
    case ')':
    case 'not':
      return;
    default:
      checkValueTest(node, input, context);
  }
}

function checkSimpleTest(node: FeelNode, input: FeelType, context: CheckContext): void {
  const [first, second] = childrenOf(node);
  if (first?.name === 'Interval') {
    for (const end of childrenOf(first).filter(isExpression))
      compare(end, input, context.infer(end), true, context);
  } else if (first && second) {
    compare(second, input, context.infer(second), !isEquality(context.text(first)), context);
  }
}

function checkValueTest(node: FeelNode, input: FeelType, context: CheckContext): void {
  const given = context.infer(node);
  if (given.kind === 'boolean' && node.name !== 'BooleanLiteral' && input.kind !== 'boolean') {
    if (!mentionsInput(node)) {
      const words = `The condition «${context.text(node)}» in a cell must speak of «?», the input.`;
      context.fault(node, 'WRONG_TYPE', words);
    }
    return;
  }
  const element =
    (given.kind === 'list' && input.kind !== 'list') || given.kind === 'range' ? given.of : given;
  compare(node, input, element, false, context);
}

function mentionsInput(node: FeelNode): boolean {
  return node.name === '?' || childrenOf(node).some(mentionsInput);
}
