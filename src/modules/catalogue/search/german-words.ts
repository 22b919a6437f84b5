// What German does with words that stemming does not undo: separated verbs, nouns made of verbs, compounds.
import { longestWord } from '../../../engine/index.ts';
import { compoundParts, type Dictionary } from './compound-parts.ts';
import type { Synonyms } from './load-synonyms.ts';

/** What verbs leave behind: "melde ... an" is "anmelden". */
const particles = new Set([
  'ab',
  'an',
  'auf',
  'aus',
  'ein',
  'fest',
  'her',
  'hin',
  'mit',
  'um',
  'vor',
  'weg',
  'zu',
  'zuruck',
]);

/** The verbs that a word may be with a particle further back. */
export function separatedVerbs(word: string, later: readonly string[]): string[] {
  return later
    .filter((each) => particles.has(each))
    .map((particle) => `${particle}${word}`.slice(0, longestWord));
}

/** "Umzugsmeldung" and "Umzug melden" are the same to whoever looks for it. */
export function verbOf(noun: string): string[] {
  return noun.length > 6 && noun.endsWith('ung') ? [`${noun.slice(0, -3)}en`] : [];
}

/** The parts of a compound, each with what else it is called; none when the word is none. */
export function partsOf(word: string, dictionary: Dictionary, { means }: Synonyms): string[][] {
  return compoundParts(word, dictionary).map((part) => [part, ...verbOf(part), ...(means.get(part) ?? [])]);
}
