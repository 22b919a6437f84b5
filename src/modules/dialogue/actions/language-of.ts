// The language that an event says: of the form that was filled in.
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';

/** Nothing where it says none that there is. */
export function languageOf(data: Record<string, unknown>): { language?: Language } {
  const language = asLanguage(data['language']);
  return language === undefined ? {} : { language };
}
