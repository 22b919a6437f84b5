// The module's texts.
import { defineTexts, type Language } from '../../kernel/i18n/texts.ts';
import { isQuestionsError } from './errors.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const questionsTexts = defineTexts({ de, fr, it, en });

export const questionsErrorText = (language: Language, code: string): string | undefined =>
  isQuestionsError(code) ? questionsTexts(language)(`error.${code}`) : undefined;
