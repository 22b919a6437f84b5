// Checks what the schema can't say: ids, properties that belong to a field type, sources, letters, and names of other files.
import { fieldKinds } from '../fields/index.ts';
import { optionIds } from '../fields/choice.ts';
import type { Lists } from '../fields/field-kind.ts';
import { reservedNames } from '../feel/functions.ts';
import { patternFault } from '../feel/safe-pattern.ts';
import type { AuthoredPath, DefinitionFault } from './definition-fault.ts';
import { processesWithRemedy, processLetters } from './process-letters.ts';
import { letterArguments } from './text-keys.ts';
import type {
  FieldDefinition,
  FieldType,
  KnownSource,
  LetterId,
  PageDefinition,
  ServiceDocument,
} from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

/** What exists outside the service's folder; an absent set is not checked. */
export interface Surroundings {
  lists: Lists;
  remedies?: ReadonlySet<string> | undefined;
  units?: ReadonlySet<string> | undefined;
  lifeEvents?: ReadonlySet<string> | undefined;
  audiences?: ReadonlySet<string> | undefined;
}

type Report = (path: AuthoredPath, code: string, message: string) => void;

const ofAllFields = ['id', 'type', 'optional', 'when', 'source', 'proven', 'class', 'checks'];

/** Field types that can hold what a source knows. */
const sourceTypes: Record<KnownSource, readonly FieldType[]> = {
  'person.firstName': ['text'],
  'person.lastName': ['text'],
  'person.birthDate': ['date'],
  'person.ahv': ['ahv'],
  'person.nationality': ['text', 'choice'],
  'person.address': ['address'],
  'person.municipality': ['text', 'choice'],
  'person.email': ['email'],
  'person.phone': ['phone'],
  'organisation.name': ['text'],
  'organisation.uid': ['uid'],
  'organisation.address': ['address'],
};

/** Identifying data of persons: at least confidential (docs/reference/definition.md, "Answers"). */
const confidentialSources: ReadonlySet<string> = new Set([
  'person.firstName',
  'person.lastName',
  'person.birthDate',
  'person.ahv',
  'person.address',
]);

export function checkStructure(
  service: ServiceDocument,
  document: YamlDocument,
  around: Surroundings,
  faults: DefinitionFault[],
): void {
  const report: Report = (path, code, message) => faults.push(document.fault(path, code, message));
  checkNames(service, report);
  service.pages.forEach((page, index) => checkPage(page, ['pages', index], around, report));
  checkLetters(service, report);
  checkReferences(service, around, report);
  checkDoubles(
    service.fees.map((fee) => fee.id),
    (index) => ['fees', index, 'id'],
    'fee',
    report,
  );
  checkDoubles(service.needs ?? [], (index) => ['needs', index], 'need', report);
  checkDoubles(service.exclusions ?? [], (index) => ['exclusions', index], 'exclusion', report);
}

function checkDoubles(
  ids: readonly string[],
  path: (index: number) => AuthoredPath,
  what: string,
  report: Report,
): void {
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    if (seen.has(id)) report(path(index), 'DUPLICATE_ID', `There is already a ${what} «${id}».`);
    seen.add(id);
  });
}

/** Fields, repeats and rules share one space of names, because expressions name them alike. */
function checkNames(service: ServiceDocument, report: Report): void {
  checkDoubles(
    service.pages.map((page) => page.id),
    (index) => ['pages', index, 'id'],
    'page',
    report,
  );
  const outer = new Map<string, string>();
  const take = (name: string, what: string, path: AuthoredPath) => {
    const other = outer.get(name);
    if (other) report(path, 'DUPLICATE_ID', `«${name}» is already the name of a ${other}.`);
    else if (reservedNames.has(name))
      report(path, 'RESERVED_NAME', `«${name}» is a word of the expression language; choose another name.`);
    else outer.set(name, what);
  };
  service.pages.forEach((page, p) => {
    if (page.repeat) take(page.repeat.id, 'repeat', ['pages', p, 'repeat', 'id']);
    else page.fields.forEach((field, f) => take(field.id, 'field', ['pages', p, 'fields', f, 'id']));
  });
  for (const id of Object.keys(service.rules ?? {})) take(id, 'rule', ['rules', id]);
  service.pages.forEach((page, p) => {
    if (!page.repeat) return;
    const inner = new Set<string>();
    page.fields.forEach((field, f) => {
      const path = ['pages', p, 'fields', f, 'id'];
      if (inner.has(field.id))
        report(path, 'DUPLICATE_ID', `There is already a field «${field.id}» in this repeat.`);
      else if (outer.has(field.id))
        report(
          path,
          'DUPLICATE_ID',
          `«${field.id}» is already the name of a ${outer.get(field.id)} outside the repeat.`,
        );
      else if (reservedNames.has(field.id))
        report(
          path,
          'RESERVED_NAME',
          `«${field.id}» is a word of the expression language; choose another name.`,
        );
      inner.add(field.id);
    });
  });
}

function checkPage(page: PageDefinition, path: AuthoredPath, around: Surroundings, report: Report): void {
  const { repeat } = page;
  if (repeat) {
    if (repeat.min > repeat.max)
      report([...path, 'repeat', 'min'], 'LIMITS', 'The least number of items is above the greatest.');
    if (repeat.label !== undefined && !page.fields.some((field) => field.id === repeat.label))
      report([...path, 'repeat', 'label'], 'UNKNOWN_NAME', `The page has no field «${repeat.label}».`);
  }
  page.fields.forEach((field, index) => checkField(field, [...path, 'fields', index], around, report));
}

function checkField(field: FieldDefinition, path: AuthoredPath, around: Surroundings, report: Report): void {
  const kind = fieldKinds[field.type];
  for (const key of Object.keys(field))
    if (!ofAllFields.includes(key) && !kind.properties.some((property) => property === key))
      report([...path, key], 'PROPERTY_NOT_ALLOWED', `A field of type ${field.type} has no «${key}».`);
  checkLimits(field, path, report);
  if (field.type === 'calculated') {
    if (field.value === undefined)
      report([...path, 'value'], 'MISSING_KEY', 'A calculated field needs a «value».');
    if (field.source !== undefined)
      report([...path, 'source'], 'PROPERTY_NOT_ALLOWED', 'A calculated field has no source.');
    if (field.optional !== undefined)
      report(
        [...path, 'optional'],
        'PROPERTY_NOT_ALLOWED',
        'A calculated field is never asked, so never optional.',
      );
  }
  if (field.type === 'file' && !field.accept)
    report([...path, 'accept'], 'MISSING_KEY', 'A file field must say what it accepts: [pdf, image].');
  if (field.type === 'declaration' && field.optional)
    report(
      [...path, 'optional'],
      'PROPERTY_NOT_ALLOWED',
      'A declaration must be confirmed; use yesno for a choice.',
    );
  if (field.type === 'choice' || field.type === 'multichoice')
    checkOptions(field, path, around.lists, report);
  if (field.pattern !== undefined) {
    const fault = patternFault(field.pattern);
    if (fault) report([...path, 'pattern'], 'UNSAFE_PATTERN', fault);
  }
  checkDoubles(
    (field.checks ?? []).map((check) => check.id),
    (index) => [...path, 'checks', index, 'id'],
    'check',
    report,
  );
  if (field.source !== undefined) checkSource(field, field.source, path, report);
  if (field.proven && field.source === undefined)
    report(
      [...path, 'proven'],
      'PROPERTY_NOT_ALLOWED',
      'Only a value with a source can be proven by a register.',
    );
}

function checkLimits(field: FieldDefinition, path: AuthoredPath, report: Report): void {
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    report([...path, 'min'], 'LIMITS', '«min» is above «max».');
  if (
    field.minLength !== undefined &&
    field.minLength > (field.maxLength ?? (field.type === 'longtext' ? 4000 : 200))
  )
    report([...path, 'minLength'], 'LIMITS', '«minLength» is above the greatest length.');
}

function checkOptions(field: FieldDefinition, path: AuthoredPath, lists: Lists, report: Report): void {
  if ((field.options === undefined) === (field.list === undefined))
    report(path, 'OPTIONS', 'A choice has either «options» or a shared «list».');
  if (field.list !== undefined && !Object.hasOwn(lists, field.list))
    report(
      [...path, 'list'],
      'UNKNOWN_LIST',
      `There is no list «${field.list}»${known(Object.keys(lists))}.`,
    );
  if (field.options)
    checkDoubles(optionIds(field, lists), (index) => [...path, 'options', index], 'option', report);
}

function checkSource(field: FieldDefinition, source: KnownSource, path: AuthoredPath, report: Report): void {
  const fitting = sourceTypes[source];
  if (!fitting.includes(field.type))
    report([...path, 'source'], 'SOURCE_TYPE', `«${source}» needs a field of type ${fitting.join(' or ')}.`);
  if (confidentialSources.has(source) && field.class !== 'confidential' && field.class !== 'special')
    report(
      [...path, 'class'],
      'CLASS_TOO_LOW',
      `«${source}» identifies a person: class must be confidential or special.`,
    );
}

function checkLetters(service: ServiceDocument, report: Report): void {
  const letters = processLetters[service.process.use];
  for (const id of letters.required)
    if (!service.letters[id])
      report(['letters', id], 'LETTER_MISSING', `A ${service.process.use} sends the letter «${id}».`);
  for (const id of Object.keys(service.letters) as LetterId[]) {
    if (!letters.required.includes(id) && !letters.optional.includes(id))
      report(
        ['letters', id],
        'LETTER_UNKNOWN',
        `A ${service.process.use} never sends «${id}», only ${[...letters.required, ...letters.optional].join(', ')}.`,
      );
    checkLetterNames(service, id, report);
  }
}

function checkLetterNames(service: ServiceDocument, id: LetterId, report: Report): void {
  const letter = service.letters[id];
  for (const name of Object.keys(letter?.vars ?? {}))
    if (letterArguments.some((argument) => argument === name))
      report(
        ['letters', id, 'vars', name],
        'DUPLICATE_ID',
        `{${name}} is always known to letters; choose another name.`,
      );
  const names = new Set(
    service.pages.flatMap((page) => (page.repeat ? [page.repeat.id] : page.fields.map((field) => field.id))),
  );
  letter?.facts?.forEach((name, index) => {
    if (!names.has(name))
      report(['letters', id, 'facts', index], 'UNKNOWN_NAME', `There is no field or repeat «${name}».`);
  });
}

const known = (ids: Iterable<string>): string => {
  const list = [...ids];
  return list.length === 0
    ? ''
    : `; known are ${list.slice(0, 30).join(', ')}${list.length > 30 ? ' …' : ''}`;
};

function checkReferences(service: ServiceDocument, around: Surroundings, report: Report): void {
  const { units, remedies, lifeEvents, audiences } = around;
  if (units && !units.has(service.owner))
    report(['owner'], 'UNKNOWN_UNIT', `There is no unit «${service.owner}» in organisation.yaml.`);
  const { remedy, use } = service.process;
  if (remedy === undefined && processesWithRemedy.includes(use))
    report(['process', 'remedy'], 'REMEDY_MISSING', `A ${use} can be appealed: name its «remedy».`);
  if (remedy !== undefined && remedies && !remedies.has(remedy))
    report(['process', 'remedy'], 'UNKNOWN_REMEDY', `There is no remedy «${remedy}»${known(remedies)}.`);
  service.lifeEvents.forEach((id, index) => {
    if (lifeEvents && !lifeEvents.has(id))
      report(
        ['lifeEvents', index],
        'UNKNOWN_LIFE_EVENT',
        `There is no life event «${id}»${known(lifeEvents)}.`,
      );
  });
  service.audience.forEach((id, index) => {
    if (audiences && !audiences.has(id))
      report(['audience', index], 'UNKNOWN_AUDIENCE', `There is no audience «${id}»${known(audiences)}.`);
  });
}
