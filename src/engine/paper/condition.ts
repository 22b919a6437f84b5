// A FEEL condition as a person may read it: comparisons on answers, joined by and/or; what is more complicated stays whole.
/** A field by its id; with `repeat`, of the entries of that repeating page. */
export interface FieldRef {
  field: string;
  repeat?: string;
}
export type Comparator = '<' | '<=' | '>' | '>=' | '=' | '!=';
export type Operand =
  | { kind: 'number'; value: number }
  /** `YYYY-MM-DD` */
  | { kind: 'day'; day: string }
  /** `HH:MM` */
  | { kind: 'time'; time: string }
  /** Today, moved by an ISO duration; `sign` 0: today itself. */
  | { kind: 'today'; sign: -1 | 0 | 1; duration: string };

export type Condition =
  | { kind: 'all' | 'any'; of: Condition[] }
  /** The answer is one of these (or, negated, none of them). */
  | { kind: 'oneOf'; ref: FieldRef; values: (string | boolean)[]; negated: boolean }
  /** Among several answers there is one of these. */
  | { kind: 'includes'; ref: FieldRef; values: string[]; negated: boolean }
  | { kind: 'answered'; ref: FieldRef; negated: boolean }
  | { kind: 'compare'; ref: FieldRef; op: Comparator; to: Operand }
  | { kind: 'count'; repeat: string; op: Comparator; value: number }
  /** For at least one entry (`some`) or for all (`every`). */
  | { kind: 'some' | 'every'; that: Condition }
  | { kind: 'page'; page: string; negated: boolean }
  /** Too complicated for words; `uses` are the names it depends on. */
  | { kind: 'other'; uses: string[] };

export const opposite: Record<Comparator, Comparator> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '!=': '=',
};
/** Its opposite, with every «not» pushed to where a single answer is judged. */
export function negate(condition: Condition): Condition {
  switch (condition.kind) {
    case 'compare':
    case 'count':
      return { ...condition, op: opposite[condition.op] };
    case 'oneOf':
    case 'includes':
    case 'answered':
    case 'page':
      return { ...condition, negated: !condition.negated };
    case 'all':
    case 'any':
      return { kind: condition.kind === 'all' ? 'any' : 'all', of: condition.of.map(negate) };
    case 'some':
    case 'every':
      return { kind: condition.kind === 'some' ? 'every' : 'some', that: negate(condition.that) };
    case 'other':
      return condition;
  }
}

/** Flattens, joins alternatives of one field, drops «is answered» where another part says more. */
export function simplify(condition: Condition): Condition {
  if (condition.kind === 'some' || condition.kind === 'every')
    return { ...condition, that: simplify(condition.that) };
  if (condition.kind !== 'all' && condition.kind !== 'any') return condition;
  const { kind } = condition;
  const flat = condition.of.map(simplify).flatMap((each) => (each.kind === kind ? each.of : [each]));
  const joined: Condition[] = [];
  for (const each of flat) {
    const before = joined.find((other) => mergeable(other, each, kind));
    if (before && 'values' in before && 'values' in each) {
      const values = [...new Set<string | boolean>([...before.values, ...each.values])];
      joined[joined.indexOf(before)] = { ...before, values } as Condition;
    } else joined.push(each);
  }
  const useful = joined.filter(
    (each) =>
      kind !== 'all' ||
      each.kind !== 'answered' ||
      each.negated ||
      !joined.some((other) => other !== each && speaksOf(other, each.ref)),
  );
  const [only] = useful;
  return only && useful.length === 1 ? only : { kind, of: useful };
}

/** a = "x" or a = "y" is one sentence; so is a != "x" and a != "y". */
function mergeable(a: Condition, b: Condition, kind: 'all' | 'any'): boolean {
  return (
    (a.kind === 'oneOf' || a.kind === 'includes') &&
    a.kind === b.kind &&
    sameField(a.ref, b.ref) &&
    a.negated === (kind === 'all') &&
    b.negated === a.negated
  );
}

export const sameField = (a: FieldRef, b: FieldRef): boolean => a.field === b.field && a.repeat === b.repeat;

/** Whether it is about this field, so that «is answered» beside it says nothing more to people. */
function speaksOf(condition: Condition, ref: FieldRef): boolean {
  if (condition.kind === 'count') return condition.repeat === ref.field;
  return needsAnswer(condition, ref) || (condition.kind === 'oneOf' && sameField(condition.ref, ref));
}

/** Whether the condition can't hold as long as the field is not answered. */
export function needsAnswer(condition: Condition, ref: FieldRef): boolean {
  switch (condition.kind) {
    case 'oneOf':
      return !condition.negated && sameField(condition.ref, ref);
    case 'includes':
      return sameField(condition.ref, ref);
    case 'answered':
      return !condition.negated && sameField(condition.ref, ref);
    case 'compare':
      return condition.op !== '!=' && sameField(condition.ref, ref);
    case 'all':
      return condition.of.some((each) => needsAnswer(each, ref));
    case 'any':
      return condition.of.every((each) => needsAnswer(each, ref));
    case 'some':
      return needsAnswer(condition.that, ref);
    default:
      return false;
  }
}
