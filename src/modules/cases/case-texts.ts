// The module's texts.
import { errorTextsOf } from '../../kernel/i18n/error-texts.ts';
import { defineTexts, type Language } from '../../kernel/i18n/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };

export const caseTexts = defineTexts({ de, fr, it, en });
export const caseErrorText = errorTextsOf(de, caseTexts);
type Key = keyof typeof de;

/** A text whose key comes from data (a state, an action); the key itself when there is no such text. */
export function caseWord(
  language: Language,
  kind: 'state' | 'action' | 'done' | 'channel' | 'identification' | 'station' | 'stationForStaff',
  id: string,
): string {
  const key = `${kind}.${id}`;
  return key in de ? caseTexts(language)(key as Key) : id;
}
