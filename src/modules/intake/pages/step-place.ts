// Which page or entry of a repeat an address means, and what the draft holds for it.
import { createHash } from 'node:crypto';
import { answersToForm, type PageDefinition } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { pageById } from '../form-path.ts';
import type { Controls } from './field-view.tsx';
import type { FormSession } from './form-session.ts';

export type Entries = Record<string, unknown>[];

/** The page in the address, if the answers lead there; the entry of a repeat as an index. */
export function place(
  request: Request,
  session: FormSession,
): { page: PageDefinition; item: number | undefined } | undefined {
  const page = pageById(session.definition, request.params['page'] ?? '');
  if (!page || !session.evaluation.path.includes(page.id)) return undefined;
  const number = request.params['item'];
  if (number === undefined) return { page, item: undefined };
  const count = page.repeat ? entriesOf(session, page).length : -1;
  const item = /^\d{1,3}$/.test(number) ? Number(number) - 1 : -1;
  // One more than there are is a new entry.
  if (!page.repeat || item < 0 || item > count || item >= page.repeat.max) return undefined;
  return { page, item };
}

export function entriesOf(session: Pick<FormSession, 'draft'>, page: PageDefinition): Entries {
  const value = page.repeat ? session.draft.answers[page.repeat.id] : undefined;
  return Array.isArray(value) ? (value as Entries) : [];
}

/** What the draft holds for the page: the answers that its form shows. */
export function stored(
  session: FormSession,
  page: PageDefinition,
  item: number | undefined,
): Record<string, unknown> {
  if (page.repeat)
    return item === undefined
      ? { entries: entriesOf(session, page) }
      : (entriesOf(session, page)[item] ?? {});
  return Object.fromEntries(
    page.fields
      .filter((field) => Object.hasOwn(session.draft.answers, field.id))
      .map((field) => [field.id, session.draft.answers[field.id]]),
  );
}

export const fingerprint = (value: unknown) =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 16);

export function controlsOf(session: FormSession, page: PageDefinition): Controls {
  return answersToForm(session.definition, page.id, session.draft.answers, session.words);
}
