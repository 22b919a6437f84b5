// What is wrong with an answer and what to do, in words: the same sentence in forms, at the counter and in the API.
import {
  printMoment,
  swissMoment,
  type AnswerFault,
  type FieldDefinition,
  type ServiceDefinition,
  type ValueFaultCode,
} from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { optionalText, text } from './text.ts';

interface Place {
  field: FieldDefinition | undefined;
  /** Part of an address, or the number of a file. */
  part: string | undefined;
  label: string;
}

/**
 * One or two sentences about a fault, for its place beside the field. The definition's own words for a failed check or
 * pattern win over the general ones.
 * @param fault as `evaluate` returned it
 */
export function faultText(definition: ServiceDefinition, fault: AnswerFault, language: Language): string {
  const { field, part } = placeOf(definition, fault.pointer, language);
  const own = field && ownText(definition, field, fault, language);
  if (own !== undefined) return own;
  const t = catalogueTexts(language);
  switch (fault.code) {
    case 'REQUIRED':
      return requiredText(field, part, language);
    case 'FILE_TYPE': {
      const types = (field?.accept ?? []).map((each) => t(`file.${each}`)).join(', ');
      return t('fault.FILE_TYPE', { types });
    }
    case 'APPOINTMENT_TAKEN':
    case 'APPOINTMENT_NOT_OFFERED': {
      const next = slotsText(fault.params['next'], language);
      const text = t(`fault.${fault.code}`);
      return next === '' ? text : `${text} ${t('fault.appointmentNext', { next })}`;
    }
    default:
      return t(`fault.${fault.code}`, { min: 0, max: 0, decimals: 0, ...fault.params });
  }
}

/** What is wrong with a fact that is stated outside of any service's form. */
export const factFaultText = (code: ValueFaultCode, language: Language): string =>
  catalogueTexts(language)(
    code === 'DATE_INVALID' || code === 'UNKNOWN_FIELD' ? `fault.${code}` : 'fault.TYPE',
  );

/** Instants, separated by spaces, as people read them. */
function slotsText(slots: string | number | undefined, language: Language): string {
  return String(slots ?? '')
    .split(' ')
    .filter((slot) => slot !== '')
    .map((slot) => {
      const { day, time } = swissMoment(Date.parse(slot));
      return printMoment(day, time, language);
    })
    .join('; ');
}

/** The same where the field is not in sight (a summary, the API): its label first, unless the definition's words name it. */
export function namedFaultText(
  definition: ServiceDefinition,
  fault: AnswerFault,
  language: Language,
): string {
  const { field, label } = placeOf(definition, fault.pointer, language);
  const text = faultText(definition, fault, language);
  if (field && ownText(definition, field, fault, language) !== undefined) return text;
  return /[?!]$/.test(label) ? `${label} ${text}` : `${label}: ${text}`;
}

function ownText(
  definition: ServiceDefinition,
  field: FieldDefinition,
  fault: AnswerFault,
  language: Language,
) {
  if (fault.code === 'CHECK')
    return optionalText(definition, language, `fields.${field.id}.checks.${fault.params['check'] ?? ''}`);
  if (fault.code === 'PATTERN') return optionalText(definition, language, `fields.${field.id}.pattern`);
  return undefined;
}

function requiredText(
  field: FieldDefinition | undefined,
  part: string | undefined,
  language: Language,
): string {
  const t = catalogueTexts(language);
  switch (field?.type) {
    case 'choice':
    case 'multichoice':
    case 'yesno':
      return t('fault.REQUIRED.choice');
    case 'declaration':
      return t('fault.MUST_BE_TRUE');
    case 'location':
      return t('fault.REQUIRED.location');
    case 'appointment':
      return t('fault.REQUIRED.appointment');
    case 'signature':
      return t('fault.REQUIRED.signature');
    case 'file':
      return t('fault.REQUIRED.file');
    case 'date':
      return t('fault.REQUIRED.date');
    case 'address':
      if (part === 'street' || part === 'postalCode' || part === 'town' || part === 'houseNumber') {
        return t('fault.REQUIRED.address', { part: t(`part.${part}`) });
      }
      return t('fault.REQUIRED');
    default:
      return t('fault.REQUIRED');
  }
}

/** What a pointer into the answers points at: `/hunde/0/chip`, `/adresse/postalCode`, `/beleg/2`. */
function placeOf(definition: ServiceDefinition, pointer: string, language: Language): Place {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const repeated = definition.pages.find((page) => page.repeat && page.repeat.id === path[0]);
  const rest = repeated ? path.slice(2) : path;
  const fields = repeated
    ? repeated.fields
    : definition.pages.flatMap((page) => (page.repeat ? [] : page.fields));
  const field = fields.find((each) => each.id === rest[0]);
  const label = field
    ? text(definition, language, `fields.${field.id}.label`)
    : repeated && rest.length === 0
      ? text(definition, language, `pages.${repeated.id}.nav`)
      : (path.at(-1) ?? catalogueTexts(language)('part.answers')).slice(0, 60);
  return { field, part: rest[1], label: label.replace(/[.:\s]+$/, '') };
}
