// Checks one field: properties that belong to its type, limits, options, sources.
import { optionIds } from '../fields/options.ts';
import { fieldKinds } from '../fields/index.ts';
import type { Lists } from '../fields/field-kind.ts';
import { patternFault } from '../feel/safe-pattern.ts';
import type { Surroundings } from './check-structure.ts';
import type { AuthoredPath } from './definition-fault.ts';
import type { FieldDefinition, FieldType, KnownSource } from './schema.ts';
import { checkDoubles, known, type Report } from './structure-report.ts';

const ofAllFields = ['id', 'type', 'optional', 'when', 'source', 'proven', 'backed', 'class', 'checks'];

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
  'vehicle.plate': ['text'],
  'vehicle.firstRegistration': ['date'],
  'tax.taxYear': ['text'],
  'tax.netIncome': ['money'],
  'tax.netWealth': ['money'],
};

/** Identifying data of persons: at least confidential (docs/reference/definition.md, "Answers"). */
const confidentialSources: ReadonlySet<string> = new Set([
  'person.firstName',
  'person.lastName',
  'person.birthDate',
  'person.ahv',
  'person.address',
  'vehicle.plate',
  'tax.netIncome',
  'tax.netWealth',
]);

export function checkField(
  field: FieldDefinition,
  path: AuthoredPath,
  around: Surroundings,
  report: Report,
): void {
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
  if (field.type === 'signature' && field.optional)
    report([...path, 'optional'], 'PROPERTY_NOT_ALLOWED', 'Whoever hands in signs, or signs not at all.');
  if (field.type === 'appointment') checkOffer(field, path, around.offers, report);
  if (field.type === 'location') checkPlaces(field, path, around.lists, report);
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
  for (const property of ['proven', 'backed'] as const)
    if (field[property] && field.source === undefined)
      report(
        [...path, property],
        'PROPERTY_NOT_ALLOWED',
        `Only a value with a source can be ${property} by a register.`,
      );
}

/** Well-known places can be chosen only where the list says where they are. */
function checkPlaces({ list }: FieldDefinition, path: AuthoredPath, lists: Lists, report: Report): void {
  if (list === undefined) return;
  const options = Object.hasOwn(lists, list) ? lists[list] : undefined;
  if (!options)
    report([...path, 'list'], 'UNKNOWN_LIST', `There is no list «${list}»${known(Object.keys(lists))}.`);
  else if (options.some((option) => !option.at))
    report(
      [...path, 'list'],
      'LIST_WITHOUT_PLACES',
      `Not all entries of «${list}» have a place on the map (at).`,
    );
}

function checkOffer(
  { offer }: FieldDefinition,
  path: AuthoredPath,
  offers: Surroundings['offers'],
  report: Report,
): void {
  if (offer === undefined)
    report([...path, 'offer'], 'MISSING_KEY', 'An appointment names the «offer» whose slots can be chosen.');
  else if (offers && !offers.has(offer))
    report(
      [...path, 'offer'],
      'UNKNOWN_OFFER',
      `There is no offer «${offer}» in appointments.yaml${known(offers)}.`,
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
