// What the one-screen form of the counter says: the answers of all its pages at once, corrections of known values among them.
import {
  formToAnswers,
  type FormBody,
  type PageDefinition,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { isKnown } from '../queries/draft.ts';
import type { CounterSession } from './counter-session.ts';

/** Pages that the screen showed when it was sent; others keep their answers. */
export function shownPages(definition: ServiceDefinition, body: FormBody): PageDefinition[] {
  const ids = [body['_page'] ?? []].flat();
  return definition.pages.filter((page) => ids.includes(page.id));
}

/**
 * Puts the typed answers into `answers`.
 * @returns known fields whose value was typed over
 */
export function takeTyped(
  { definition, draft, words }: Pick<CounterSession, 'definition' | 'draft' | 'words'>,
  body: FormBody,
  answers: Record<string, unknown>,
): string[] {
  const corrected: string[] = [];
  for (const page of shownPages(definition, body)) {
    const typed = formToAnswers(definition, page.id, body, words, answers);
    if (page.repeat) {
      answers[page.repeat.id] = typed[page.repeat.id] ?? [];
      continue;
    }
    for (const field of page.fields) {
      // A box that is not ticked sends nothing: `_asked` says that it was there.
      if (body[`_asked.${field.id}`] === undefined) continue;
      const value = typed[field.id];
      if (isKnown(draft, field.id)) {
        if (field.proven || canonicalJson(value) === canonicalJson(draft.known[field.id]?.value)) continue;
        corrected.push(field.id);
      }
      if (value === undefined) delete answers[field.id];
      else answers[field.id] = value;
    }
  }
  return corrected;
}

/** Adds an empty entry to a list, or takes one away. */
export function changeEntries(
  definition: ServiceDefinition,
  body: FormBody,
  answers: Record<string, unknown>,
): void {
  const add = body['_add'];
  const [list = '', index = ''] = (typeof body['_remove'] === 'string' ? body['_remove'] : '').split('|');
  for (const { repeat } of definition.pages) {
    if (!repeat) continue;
    const entries = Array.isArray(answers[repeat.id]) ? (answers[repeat.id] as unknown[]) : [];
    if (add === repeat.id && entries.length < repeat.max) answers[repeat.id] = [...entries, {}];
    if (list === repeat.id && /^\d{1,2}$/.test(index)) entries.splice(Number(index), 1);
  }
}
