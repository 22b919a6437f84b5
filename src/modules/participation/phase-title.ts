// What phases are called that most processes have; others carry a title of their own.
import { languages, type LocalText } from '../../kernel/i18n/texts.ts';
import { participationTexts } from './participation-texts.ts';
import de from './texts/de.json' with { type: 'json' };

type Key = keyof typeof de;
const isKey = (key: string): key is Key => Object.hasOwn(de, key);

/** @returns undefined for a phase without a common title */
export function phaseTitle(id: string): LocalText | undefined {
  const key = `phase.${id}`;
  if (!isKey(key)) return undefined;
  return Object.fromEntries(
    languages.map((language) => [language, participationTexts(language)(key)]),
  ) as LocalText;
}
