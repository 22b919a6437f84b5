// What a posted form says: typed answers, corrections of proven values, and whether another window said the same.
import { formToAnswers, type FieldType, type FormBody, type PageDefinition } from '../../../engine/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { FormSession } from './form-session.ts';
import type { Entries } from './step-place.ts';
import { controlName } from './step-state.ts';

/** Types whose controls send nothing while nothing is chosen. */
const unchosen: ReadonlySet<FieldType> = new Set(['declaration', 'yesno', 'choice', 'appointment']);

export function correctedIn(body: FormBody, page: PageDefinition): string[] {
  return [body['_corrected'] ?? []]
    .flat()
    .filter((id) => page.fields.some((field) => field.id === id && !field.proven));
}

/** Two windows that hold the same answers do not quarrel. */
export function matches(
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
  body: FormBody,
  before: Record<string, unknown>,
): boolean {
  const typed = typedAnswers(session, page, item, body, session.draft.answers);
  return Object.entries(typed).every(([id, value]) => canonicalJson(value) === canonicalJson(before[id]));
}

/** What the form says for the page, or for one entry of its repeat; boxes that are not ticked are an answer, too. */
export function typedAnswers(
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
  body: FormBody,
  previous: Record<string, unknown>,
): Record<string, unknown> {
  const read = formToAnswers(session.definition, page.id, body, session.words, previous);
  const entries = page.repeat ? read[page.repeat.id] : undefined;
  const typed = page.repeat ? ((Array.isArray(entries) ? (entries as Entries)[0] : undefined) ?? {}) : read;
  for (const field of page.fields) {
    const name = controlName(page, item, field.id);
    if (body[`_asked.${name}`] === undefined || Object.hasOwn(typed, field.id)) continue;
    if (field.type === 'multichoice' || field.type === 'file') typed[field.id] = [];
    if (unchosen.has(field.type)) typed[field.id] = '';
  }
  return typed;
}

export function entryIn(
  answers: Record<string, unknown>,
  repeatId: string,
  item: number,
): Record<string, unknown> {
  const entries = Array.isArray(answers[repeatId]) ? (answers[repeatId] as Entries) : [];
  answers[repeatId] = entries;
  return (entries[item] ??= {});
}
