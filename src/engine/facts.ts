// Facts that people state outside of any service (yes or no, days), and conditions over them: read, checked and asked in FEEL.
import type { FieldDefinition } from './definition/schema.ts';
import { compileExpression, type FeelValues } from './feel/compile.ts';
import { inferExpression } from './feel/infer.ts';
import { booleanType, fits, typeName } from './feel/types.ts';
import { fieldKinds } from './fields/index.ts';
import type { ValueFault } from './fields/field-kind.ts';

export type FactValue = boolean | string;
/** Names of the facts, with what they are. */
export type FactTypes = Readonly<Record<string, 'yesno' | 'date'>>;

const noLists = { lists: {} };

/** The field by which a fact is asked in forms. */
export const factField = (id: string, type: 'yesno' | 'date'): FieldDefinition => ({ id, type });

/** A value of JSON as a fact; undefined with its fault where it is none, without one where it is blank. Never throws. */
export function readFact(
  id: string,
  type: 'yesno' | 'date',
  raw: unknown,
): { value?: FactValue; fault?: ValueFault } {
  const kind = fieldKinds[type];
  if (kind.isBlank(raw)) return {};
  const { value, faults } = kind.parse(raw, factField(id, type), noLists);
  const [fault] = faults;
  if (fault) return { fault };
  return typeof value === 'boolean' || typeof value === 'string' ? { value } : { fault: { code: 'TYPE' } };
}

/** What is wrong with a condition over these facts, in words; none: it is a yes/no of facts that there are. */
export function ruleFaults(source: string, types: FactTypes): string[] {
  const scope = {
    type: (name: string) => {
      const type = Object.hasOwn(types, name) ? types[name] : undefined;
      return type && fieldKinds[type].feelType(factField(name, type), noLists);
    },
  };
  const { faults, type } = inferExpression(source, scope);
  const found = faults.map(({ message }) => message);
  if (found.length === 0 && !fits(type, booleanType))
    found.push(`A condition must be yes/no, but this is ${typeName(type)}.`);
  return found;
}

/**
 * Whether a condition holds; what is not known is null, and a condition that can't be computed does not hold.
 * @returns the names of the facts that it rests on, undefined where it does not hold
 */
export function holds(
  source: string,
  types: FactTypes,
  facts: Readonly<Record<string, FactValue>>,
): string[] | undefined {
  const { run, uses } = compileExpression(source);
  const values: FeelValues = Object.create(null) as FeelValues;
  for (const name of uses) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    values[name] = type && Object.hasOwn(facts, name) ? fieldKinds[type].toFeel(facts[name]) : null;
  }
  return run(values) === true ? [...uses] : undefined;
}
