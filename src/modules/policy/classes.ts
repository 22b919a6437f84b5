// The class of what a case holds: a field has its own; where the policy says so, the case as a whole has the highest.
import { dataClasses, type DataClass, type ServiceDefinition } from '../../engine/index.ts';
import type { Policy } from './policy-file.ts';

/** Class of a field or another part of a case of this service, as rules see it. */
export function classInCase(
  policy: Policy,
  definition: Pick<ServiceDefinition, 'pages'>,
  own: DataClass,
): DataClass {
  return higher(own, caseClass(policy, definition));
}

const remembered = new WeakMap<Policy, WeakMap<object, DataClass>>();

/** The highest class of its fields that covers the whole case; `public` where none does. */
export function caseClass(policy: Policy, definition: Pick<ServiceDefinition, 'pages'>): DataClass {
  let known = remembered.get(policy);
  if (!known) remembered.set(policy, (known = new WeakMap()));
  let found = known.get(definition);
  if (found === undefined) {
    found = definition.pages
      .flatMap((page) => page.fields.map((field) => field.class ?? 'internal'))
      .filter((each) => coversCase(policy, each))
      .reduce<DataClass>(higher, 'public');
    known.set(definition, found);
  }
  return found;
}

const coversCase = (policy: Policy, of: DataClass) =>
  (of === 'special' || of === 'confidential') && policy.classes[of]?.covers === 'case';

const higher = (a: DataClass, b: DataClass): DataClass =>
  dataClasses.indexOf(a) >= dataClasses.indexOf(b) ? a : b;
