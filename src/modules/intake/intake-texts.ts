// The module's texts.
import { defineTexts } from '../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const intakeTexts = defineTexts({ de, fr, it, en });

/** The text of one of the module's error codes. */
export function intakeErrorText(language: 'de' | 'fr' | 'it' | 'en', code: string): string | undefined {
  const key = `error.${code}`;
  return key in de ? intakeTexts(language)(key as keyof typeof de) : undefined;
}
