// German joins words: whoever types "Umzugsmeldung" means the page that says "Umzug melden".
import type { Language } from '../../../kernel/i18n/texts.ts';

const shortestPart = 4;
const shortestCompound = shortestPart * 2;

/**
 * Everything that could be a part of a compound: its beginnings and ends. Only those that are whole words of a page will
 * match, so no dictionary is needed.
 * @param word folded
 */
export function compoundParts(word: string, language: Language): string[] {
  if (language !== 'de' || word.length < shortestCompound || /\d/.test(word)) return [];
  const parts = new Set<string>();
  for (let cut = shortestPart; cut <= word.length - shortestPart; cut++) {
    parts.add(word.slice(0, cut));
    parts.add(word.slice(cut));
  }
  return [...parts];
}
