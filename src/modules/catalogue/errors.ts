// The catalogue's error codes; their texts are `error.<CODE>`.
import { defineErrors } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { catalogueTexts } from './catalogue-texts.ts';

defineErrors({ SERVICE_NOT_FOUND: 404 });

export function catalogueErrorText(language: Language, code: string): string | undefined {
  return code === 'SERVICE_NOT_FOUND' ? catalogueTexts(language)('error.SERVICE_NOT_FOUND') : undefined;
}
