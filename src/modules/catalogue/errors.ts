// The catalogue's error codes; their texts are `error.<CODE>`.
import { defineErrors } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { catalogueTexts } from './catalogue-texts.ts';

/** `SERVICE_NOT_ONLINE`: described, but without form, schema or submissions. */
defineErrors({ SERVICE_NOT_FOUND: 404, SERVICE_NOT_ONLINE: 404 });

const codes = ['SERVICE_NOT_FOUND', 'SERVICE_NOT_ONLINE'] as const;

export function catalogueErrorText(language: Language, code: string): string | undefined {
  const known = codes.find((each) => each === code);
  return known && catalogueTexts(language)(`error.${known}`);
}
