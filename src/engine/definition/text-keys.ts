// Which text keys a definition needs, may have, and which arguments their messages may name.
import type { FieldDefinition, ServiceDocument } from './schema.ts';

/** What a letter may always say, besides its own `vars`. */
export const letterArguments = [
  'ref',
  'service',
  'name',
  'date',
  'fee',
  'due',
  'reasons',
  'question',
] as const;

export interface TextKeys {
  required: Set<string>;
  optional: Set<string>;
  /** ICU messages with the arguments they may use; every other text is plain. */
  messages: Map<string, ReadonlySet<string>>;
}

const ofService = ['title', 'summary', 'lead', 'start', 'submit', 'keywords', 'benefit', 'purpose'];
const facts = ['who', 'cost', 'duration', 'after'];

/** The text keys of a definition, by docs/reference/definition.md, "Text keys". */
export function textKeys(service: ServiceDocument): TextKeys {
  const required = new Set([...ofService, ...facts.map((id) => `facts.${id}`)]);
  const optional = new Set(['facts.good', 'declaration']);
  const messages = new Map<string, ReadonlySet<string>>();
  if (service.process.dueForPerson) required.add('facts.due');
  for (const id of service.needs ?? []) required.add(`needs.${id}`);
  for (const id of service.exclusions ?? []) required.add(`exclusions.${id}`);
  for (const fee of service.fees) required.add(`fees.${fee.id}`);
  for (const page of service.pages) {
    required.add(`pages.${page.id}.nav`).add(`pages.${page.id}.question`);
    optional.add(`pages.${page.id}.intro`);
    if (page.repeat) {
      required.add(`pages.${page.id}.add`).add(`pages.${page.id}.item`);
      messages.set(`pages.${page.id}.item`, new Set(['number']));
    }
    for (const field of page.fields) addFieldKeys(field, required, optional);
  }
  for (const [letter, own] of Object.entries(service.letters)) {
    const known = new Set<string>([...letterArguments, ...Object.keys(own?.vars ?? {})]);
    for (const part of ['subject', 'body']) {
      required.add(`letters.${letter}.${part}`);
      messages.set(`letters.${letter}.${part}`, known);
    }
  }
  return { required, optional, messages };
}

function addFieldKeys(field: FieldDefinition, required: Set<string>, optional: Set<string>): void {
  const key = `fields.${field.id}`;
  required.add(`${key}.label`);
  optional.add(`${key}.hint`);
  if (field.pattern !== undefined) required.add(`${key}.pattern`);
  for (const option of field.options ?? []) required.add(`${key}.options.${option}`);
  for (const check of field.checks ?? []) required.add(`${key}.checks.${check.id}`);
}
