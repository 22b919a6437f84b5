// What was given with an action, against its schema and as text that people can read; every fault with its place.
import { Value } from 'typebox/value';
import { isBlankText, readText, type LifecycleAction } from '../../../engine/index.ts';
import { Fault, type FaultPlace } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { caseTexts } from '../case-texts.ts';

const codes: Record<string, 'TOO_LONG' | 'ANSWER_REQUIRED' | 'UNKNOWN_FIELD'> = {
  maxLength: 'TOO_LONG',
  required: 'ANSWER_REQUIRED',
  minLength: 'ANSWER_REQUIRED',
  pattern: 'ANSWER_REQUIRED',
  boolean: 'UNKNOWN_FIELD',
};

/** The sentence for a fault of an input, at its field and in problem details. */
export function inputText(language: Language, code: string): string {
  const t = caseTexts(language);
  if (code === 'TOO_LONG') return t('input.tooLong', { max: 4000 });
  if (code === 'UNKNOWN_FIELD') return t('input.unknown');
  if (code === 'ANSWER_REQUIRED') return t('input.required');
  if (code === 'INVALID') return t('input.invalid');
  return t('input.unreadable');
}

/**
 * @param missing whether something may still be missing, as before a preview
 * @throws Fault CASE_INPUT_INVALID with one place for each faulty field
 */
export function checkInput(
  action: LifecycleAction,
  input: Record<string, unknown>,
  language: Language,
  missing: 'refused' | 'allowed' = 'refused',
): void {
  const places = new Map<string, string>();
  for (const each of Value.Errors(action.schema, input)) {
    // Said once more for the whole object.
    if (each.keyword === 'additionalProperties') continue;
    const pointer = each.instancePath === '' ? missingPointer(each) : each.instancePath;
    if (!places.has(pointer)) places.set(pointer, codes[each.keyword] ?? 'INVALID');
  }
  for (const [pointer, text] of textsIn(input, '')) {
    if (places.has(pointer) || text.trim() === '') continue;
    const [fault] = readText(text, true).faults;
    if (fault) places.set(pointer, fault.code);
    else if (isBlankText(text)) places.set(pointer, 'ANSWER_REQUIRED');
  }
  if (missing === 'allowed')
    for (const [pointer, code] of places) if (code === 'ANSWER_REQUIRED') places.delete(pointer);
  if (places.size === 0) return;
  throw new Fault(
    'CASE_INPUT_INVALID',
    {},
    [...places].map(([pointer, code]): FaultPlace => ({ pointer, code, detail: inputText(language, code) })),
  );
}

function missingPointer(error: { params?: unknown }): string {
  const { requiredProperties } = (error.params ?? {}) as { requiredProperties?: string[] };
  return `/${requiredProperties?.[0] ?? ''}`;
}

function textsIn(value: unknown, pointer: string): [pointer: string, text: string][] {
  if (typeof value === 'string') return [[pointer, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, `${pointer}/${key}`));
}
