// Type-checks sums, differences, products: of numbers, texts, days and durations.
import type { CheckContext } from './check-context.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import { anyType, daysType, numberType, stringType, typeName, type FeelType } from './types.ts';

export function inferArithmetic(node: FeelNode, context: CheckContext): FeelType {
  const parts = childrenOf(node);
  const [left, operator, right] = parts;
  if (parts.length === 2) return operator ? context.expect(operator, numberType, 'What is negated') : anyType;
  if (!left || !operator || !right) return anyType;
  const a = context.infer(left);
  const b = context.infer(right);
  const sign = context.text(operator);
  const result = resultOf(sign, a, b);
  if (result) return result;
  const hint = a.kind === 'date' && b.kind === 'number' ? ' Write duration("P10D") for ten days.' : '';
  context.fault(
    node,
    'WRONG_TYPE',
    `«${sign}» does not work between ${typeName(a)} and ${typeName(b)}.${hint}`,
  );
  return anyType;
}

const isUnknown = (type: FeelType): boolean => type.kind === 'any' || type.kind === 'null';
const isDuration = (type: FeelType): boolean =>
  type.kind === 'days duration' || type.kind === 'months duration';
const isInstant = (type: FeelType): boolean => ['date', 'time', 'date and time'].includes(type.kind);

/** Undefined when the two don't go together. */
function resultOf(sign: string, a: FeelType, b: FeelType): FeelType | undefined {
  const plus = sign === '+';
  if (!plus && sign !== '-') {
    const bothNumbers = [a, b].every((type) => type.kind === 'number' || isUnknown(type));
    return bothNumbers ? numberType : undefined;
  }
  if (isUnknown(a) || isUnknown(b)) {
    const other = isUnknown(a) ? b : a;
    if (other.kind === 'number' || (plus && other.kind === 'string')) return other;
    return isUnknown(other) || isDuration(other) || isInstant(other) ? anyType : undefined;
  }
  if (a.kind === 'number' && b.kind === 'number') return numberType;
  if (plus && a.kind === 'string' && b.kind === 'string') return stringType;
  if (isInstant(a) && isDuration(b)) return a;
  if (plus && isDuration(a) && isInstant(b)) return b;
  if (!plus && isInstant(a) && a.kind === b.kind) return daysType;
  return isDuration(a) && a.kind === b.kind ? a : undefined;
}
