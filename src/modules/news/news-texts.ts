// The module's texts.
import { defineTexts, type Language } from '../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const newsTexts = defineTexts({ de, fr, it, en });

const isKey = (key: string): key is keyof typeof de => Object.hasOwn(de, key);

export const newsErrorText = (language: Language, code: string): string | undefined => {
  const key = `error.${code}`;
  return isKey(key) ? newsTexts(language)(key) : undefined;
};
