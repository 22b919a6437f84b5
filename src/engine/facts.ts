// Facts that people state outside of any service, and conditions over them in FEEL: read, checked, asked; also while some are unknown.
import type { FieldDefinition } from './definition/schema.ts';
import { compileExpression, type FeelValues } from './feel/compile.ts';
import { reservedNames } from './feel/functions.ts';
import { inferExpression } from './feel/infer.ts';
import { booleanType, fits, typeName } from './feel/types.ts';
import { fieldKinds } from './fields/index.ts';
import { optionIds } from './fields/options.ts';
import type { ValueFault } from './fields/field-kind.ts';

/** Yes or no, a day, or the id of a choice. */
export type FactValue = boolean | string;
export type Facts = Readonly<Record<string, FactValue>>;

/** By which field a fact is asked: yes or no, a day, or one of its own options. */
export type FactField = FieldDefinition & { type: 'yesno' | 'date' | 'choice' };
/** What can be known, by name. */
export type FactFields = ReadonlyMap<string, FactField>;

const noLists = { lists: {} };

/** Whether a fact can't be called so: it would be read as something else in conditions. */
export const isReservedName = (name: string): boolean => reservedNames.has(name);

/** A value of JSON as a fact; undefined with its fault where it is none, without one where it is blank. Never throws. */
export function readFact(field: FactField, raw: unknown): { value?: FactValue; fault?: ValueFault } {
  const kind = fieldKinds[field.type];
  if (kind.isBlank(raw)) return {};
  const { value, faults } = kind.parse(raw, field, noLists);
  const [fault] = faults;
  if (fault) return { fault };
  return typeof value === 'boolean' || typeof value === 'string' ? { value } : { fault: { code: 'TYPE' } };
}

/** What is wrong with a condition over these facts, in words; none: it is a yes/no of facts that there are. */
export function conditionFaults(source: string, fields: FactFields): string[] {
  const type = (name: string) => {
    const field = fields.get(name);
    return field && fieldKinds[field.type].feelType(field, noLists);
  };
  const { faults, type: result } = inferExpression(source, { type });
  const found = faults.map(({ message }) => message);
  if (found.length === 0 && !fits(result, booleanType))
    found.push(`A condition must be yes/no, but this is ${typeName(result)}.`);
  return found;
}

/**
 * Whether a condition holds; what is not known is null, and a condition that can't be computed does not hold.
 * @returns the names of the facts that it rests on, undefined where it does not hold
 */
export function holds(source: string, fields: FactFields, facts: Facts): string[] | undefined {
  const { run, uses } = compileExpression(source);
  const values: FeelValues = Object.create(null) as FeelValues;
  for (const name of uses) {
    const field = fields.get(name);
    values[name] = field && Object.hasOwn(facts, name) ? fieldKinds[field.type].toFeel(facts[name]) : null;
  }
  return run(values) === true ? [...uses] : undefined;
}

/** The facts that a condition asks for. */
export const namesOfCondition = (source: string): string[] => [...compileExpression(source).uses];

/** Whether a condition holds, or can still hold whatever the open questions are answered with; an unknown day stays unknown. */
export function mayHold(source: string, fields: FactFields, facts: Facts): boolean {
  const open = namesOfCondition(source).flatMap((name) => {
    const field = fields.get(name);
    return field && !Object.hasOwn(facts, name) && field.type !== 'date' ? [field] : [];
  });
  const tried = (known: Facts, [field, ...rest]: readonly FactField[]): boolean =>
    field
      ? valuesOf(field).some((value) => tried({ ...known, [field.id]: value }, rest))
      : holds(source, fields, known) !== undefined;
  return tried(facts, open);
}

const valuesOf = (field: FactField): readonly FactValue[] =>
  field.type === 'yesno' ? [true, false] : optionIds(field, {});
