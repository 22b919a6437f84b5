// What was typed into a form of a case page and what was wrong with it, so that the page can show it again.
import { Fault, type FaultPlace } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { FormError } from '../../../ui/index.ts';
import { checkInput, inputText } from '../actions/check-input.ts';
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

/** A field that was left empty is not an answer. */
export function withoutEmpty(input: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));
}

/** What the form says of a decision. */
export function decisionInput(decision: string, values: Record<string, string>): Record<string, unknown> {
  const conditions = (values['conditions'] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const input = withoutEmpty({ reasons: values['reasons']?.trim() ?? '' });
  return decision === 'approve' && conditions.length > 0 ? { ...input, conditions } : input;
}

/** The letter is shown of what could be sent; what is still missing is told when it is issued. */
export function checkedPreview(language: Language, view: CaseView, form: CaseForm): CaseForm {
  const action = view.actions.find(({ id }) => id === form.values['decision']);
  if (!action) return form;
  try {
    checkInput(action, decisionInput(action.id, form.values), language, 'allowed');
    return form;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return withErrors(language, form.values, error.errors);
  }
}
