// Whether a condition can still hold once some answers are known: the ground of «go on at question 7» on paper.
import { needsAnswer, sameField, type Condition, type FieldRef } from './condition.ts';

export interface PaperFacts {
  /** Answers that are known: field id -> value. */
  answers: ReadonlyMap<string, string | boolean>;
  /** Fields that are not asked, so they have no answer. */
  unasked: ReadonlySet<string>;
  /** Repeating pages that are not asked. */
  unaskedRepeats: ReadonlySet<string>;
  /** Pages that are not asked. */
  off: ReadonlySet<string>;
  /** Conditions that are known not to hold. */
  failed: readonly Condition[];
}

const isUnasked = (ref: FieldRef, facts: PaperFacts): boolean =>
  facts.unasked.has(ref.field) || (ref.repeat !== undefined && facts.unaskedRepeats.has(ref.repeat));

/** True only where the condition certainly does not hold; false also where nobody knows yet. */
export function cannotHold(condition: Condition, facts: PaperFacts): boolean {
  if (facts.failed.some((each) => follows(condition, each))) return true;
  switch (condition.kind) {
    case 'all':
      return condition.of.some((each) => cannotHold(each, facts));
    case 'any':
      return condition.of.every((each) => cannotHold(each, facts));
    case 'some':
      return cannotHold(condition.that, facts);
    case 'page':
      return !condition.negated && facts.off.has(condition.page);
    case 'count':
      return facts.unaskedRepeats.has(condition.repeat) && (condition.op === '>' || condition.op === '>=');
    case 'oneOf': {
      const known = facts.answers.get(condition.ref.field);
      if (known !== undefined) return condition.values.includes(known) === condition.negated;
      break;
    }
    default:
      break;
  }
  return 'ref' in condition && isUnasked(condition.ref, facts) && needsAnswer(condition, condition.ref);
}

/** Whether `condition` could hold only together with `other`. */
function follows(condition: Condition, other: Condition): boolean {
  if (same(condition, other)) return true;
  if (condition.kind === 'all' && condition.of.some((each) => follows(each, other))) return true;
  if (condition.kind === 'any') return condition.of.every((each) => follows(each, other));
  if (other.kind === 'all') return other.of.every((each) => follows(condition, each));
  if (other.kind === 'any' && other.of.some((each) => follows(condition, each))) return true;
  return (
    condition.kind === 'oneOf' &&
    other.kind === 'oneOf' &&
    sameField(condition.ref, other.ref) &&
    !condition.negated &&
    !other.negated &&
    condition.values.every((value) => other.values.includes(value))
  );
}

const same = (a: Condition, b: Condition): boolean => JSON.stringify(a) === JSON.stringify(b);
