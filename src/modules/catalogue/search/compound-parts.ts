// German joins words: whoever types "Umzugsmeldung" means the page that says "Umzug melden".
import type { Language } from '../../../kernel/i18n/texts.ts';

const shortestPart = 4;
const shortestCompound = shortestPart * 2;

/**
 * Everything that the word could begin or end with. Only what is a whole word of a page will match, so no dictionary is
 * needed.
 * @param word folded
 */
export function compoundParts(word: string, language: Language): { heads: string[]; tails: string[] } {
  if (language !== 'de' || word.length < shortestCompound || /\d/.test(word)) return { heads: [], tails: [] };
  const heads: string[] = [];
  const tails: string[] = [];
  for (let cut = shortestPart; cut <= word.length - shortestPart; cut++) {
    heads.push(word.slice(0, cut));
    tails.push(word.slice(cut));
  }
  return { heads, tails };
}
