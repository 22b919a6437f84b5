// What was typed into a form of a case page and what was wrong with it, so that the page can show it again.
import type { FaultPlace } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { FormError } from '../../../ui/index.ts';
import { inputText } from '../actions/check-input.ts';
import type { CaseView } from '../queries/case-view.ts';

export interface CaseForm {
  status: number;
  values: Record<string, string>;
  errors: FormError[];
  fieldErrors: Record<string, string>;
  /** A sentence at the top: somebody was faster, the state has changed. */
  notice?: string;
  /** Show the letter as the person will read it. */
  preview?: boolean;
}

export const emptyForm: CaseForm = { status: 200, values: {}, errors: [], fieldErrors: {} };

/** Every form on the page says which state it was written for. */
export function hidden(request: Request, view: CaseView): Record<string, string> {
  return { _csrf: request.csrf, _revision: String(view.matter.revision) };
}

/** Text fields of a posted form; repeated or missing ones become text, too. */
export function textsOf(body: unknown): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'string') values[name] = value;
  }
  return values;
}

/** The form again, with the errors at their fields (WCAG 3.3.1). */
export function withErrors(
  language: Language,
  values: Record<string, string>,
  places: readonly FaultPlace[],
): CaseForm {
  const fieldErrors: Record<string, string> = {};
  for (const place of places) {
    const field = place.pointer.split('/')[1] ?? '';
    fieldErrors[field] ??= inputText(language, place.code);
  }
  return {
    status: 422,
    values,
    fieldErrors,
    errors: Object.entries(fieldErrors).map(([field, message]) => ({ fieldId: field, message })),
  };
}
