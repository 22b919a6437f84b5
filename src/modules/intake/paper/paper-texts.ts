// Texts of the paper forms.
import { defineTexts, type Language } from '../../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const paperTexts = defineTexts({ de, fr, it, en });

/** The text of an error code about paper forms. */
export function paperErrorText(language: Language, code: string): string | undefined {
  const key = `error.${code}`;
  return key in de ? paperTexts(language)(key as keyof typeof de) : undefined;
}
