// The module's texts.
import { defineTexts, type Language } from '../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const mandatesTexts = defineTexts({ de, fr, it, en });

/** The sentence for one of the module's error codes. */
export function mandatesErrorText(language: Language, code: string): string | undefined {
  const key = `error.${code}`;
  return key in de ? mandatesTexts(language)(key as keyof typeof de) : undefined;
}
