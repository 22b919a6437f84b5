// The module's texts.
import { errorTextsOf } from '../../kernel/i18n/error-texts.ts';
import { defineTexts, type Language } from '../../kernel/i18n/texts.ts';
import type { RegisterId } from '../data/index.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const correctionsTexts = defineTexts({ de, fr, it, en });
type Key = keyof typeof de;

const isKey = (key: string): key is Key & string => Object.hasOwn(de, key);

export const correctionsErrorText = errorTextsOf(de, correctionsTexts);

/** Words of a value's options, by the key that forms use. */
export const optionText =
  (language: Language) =>
  (key: string): string | undefined =>
    isKey(key) ? correctionsTexts(language)(key) : undefined;

/** What the value of a register is called. */
export function valueLabel(language: Language, register: RegisterId, field: string): string {
  const key = `value.${register}.${field}`;
  return isKey(key) ? correctionsTexts(language)(key) : field;
}
