// Turns what someone typed into the words to look for: without fillers, with synonyms, a few at most.
import { fold, longestWord } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Dictionary } from './compound-parts.ts';
import { partsOf, separatedVerbs, verbOf } from './german-words.ts';
import type { Synonyms } from './load-synonyms.ts';

/** More is not read: nobody types that much, and it must not cost more than a short search. */
export const longestQuery = 200;
const mostWords = 10;

/** One way of saying one part of the query. */
export interface Word {
  language: Language;
  /** Which part of the query it stands for: parts count once, however many ways they are said. */
  slot: number;
  word: string;
  /** 1 as typed, less for a synonym. */
  factor: number;
  /** Only as it stands: no beginnings, no parts, no typing errors. */
  exact: boolean;
  /** Of a compound: each part with what is said for it. */
  parts: readonly (readonly string[])[];
}

const synonymFactor = 0.85;
/** A word of a phrase that has a meaning of its own: in "blaue Zone" it is not the colour that counts. */
const factorInPhrase = 0.5;

/**
 * The words of a query as one language reads it; empty when nothing is left to look for.
 * @param dictionary what compounds are made of, in German
 */
export function understandQuery(
  query: string,
  language: Language,
  synonyms: Synonyms,
  dictionary: Dictionary,
): Word[] {
  const typed = fold(query.slice(0, longestQuery), language)
    .split(' ')
    .filter((word) => word.length > 1 || /\d/.test(word));
  const words: Word[] = [];
  let slot = 0;
  let before: string | undefined;
  for (let at = 0; at < typed.length && slot < mostWords;) {
    const phrase = longestPhrase(typed, at, synonyms);
    const taken = phrase?.taken ?? 1;
    const here = typed.slice(at, at + taken);
    at += taken;
    const own = here.filter((word) => !synonyms.fillers.has(word));
    const alternatives = [
      ...own.flatMap((word) =>
        waysToSay(word, typed.slice(at), language, synonyms, dictionary).map((way) =>
          taken === 1 ? way : { ...way, factor: way.factor * factorInPhrase },
        ),
      ),
      ...(phrase?.means ?? []).map((word) => ({ ...asItStands, word, factor: synonymFactor })),
    ];
    if (alternatives.length === 0) continue;
    for (const alternative of alternatives) words.push({ language, slot, ...alternative });
    joined(here, before, slot).forEach((word) =>
      words.push({ language, ...asItStands, ...word, exact: true }),
    );
    before = here.length === 1 ? here[0] : undefined;
    slot++;
  }
  return words;
}

type Way = Omit<Word, 'language' | 'slot'>;
const asItStands = { factor: 1, exact: false, parts: [] } satisfies Omit<Way, 'word'>;

/** @param later what is typed behind it */
function waysToSay(
  word: string,
  later: readonly string[],
  language: Language,
  synonyms: Synonyms,
  dictionary: Dictionary,
): Way[] {
  if (language !== 'de') return [{ ...asItStands, word }];
  return [
    { ...asItStands, word, parts: partsOf(word, dictionary, synonyms) },
    ...[...verbOf(word), ...separatedVerbs(word, later)].map((verb) => ({
      ...asItStands,
      word: verb,
      exact: true,
    })),
  ];
}

/** "Einwohner Amt" may be "Einwohneramt": two words in a row are looked for as one as well, in the place of both. */
function joined(
  here: readonly string[],
  before: string | undefined,
  slot: number,
): { slot: number; word: string }[] {
  const [word] = here;
  if (before === undefined || word === undefined || here.length > 1) return [];
  return [slot - 1, slot].map((each) => ({ slot: each, word: `${before}${word}`.slice(0, longestWord) }));
}

function longestPhrase(typed: string[], at: number, { means, longest }: Synonyms) {
  for (let taken = Math.min(longest, typed.length - at); taken > 0; taken--) {
    const found = means.get(typed.slice(at, at + taken).join(' '));
    if (found) return { taken, means: found };
  }
  return undefined;
}
