// The questions to PostgreSQL's full-text index for one word, as texts that `to_tsquery` reads.
import { compoundParts } from './compound-parts.ts';
import type { Word } from './understand-query.ts';

/** Beginnings shorter than this begin too many words. */
const shortestStart = 3;

/**
 * A, B and C are the places where the word may stand: title, everyday words, summary.
 * @param word of a to z and digits only, so that nothing in it is an operator
 */
export function indexQuestions({ word, language, exact }: Pick<Word, 'word' | 'language' | 'exact'>) {
  const { heads, tails } = exact ? { heads: [], tails: [] } : compoundParts(word, language);
  const star = exact || word.length < shortestStart ? '' : '*';
  const any = (parts: readonly string[], label: string) =>
    parts.map((part) => (label === '' ? part : `${part}:${label}`)).join(' | ');
  return {
    whole: word,
    wholeA: any([word], 'A'),
    wholeB: any([word], 'B'),
    wholeC: any([word], 'C'),
    start: any([word], star),
    startA: any([word], `${star}A`),
    startB: any([word], `${star}B`),
    startC: any([word], `${star}C`),
    parts: any([...heads, ...tails], ''),
    headsA: any(heads, 'A'),
    tailsA: any(tails, 'A'),
  };
}
