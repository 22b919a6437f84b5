// The questions to PostgreSQL's full-text index for one word, as texts that `to_tsquery` reads.
import type { Word } from './understand-query.ts';

/** Beginnings shorter than this begin too many words. */
const shortestStart = 3;

/**
 * A, B and C are the places where the word may stand: title, everyday words, summary.
 * @param word of a to z and digits only, so that nothing in it is an operator
 */
export function indexQuestions({ word, exact, parts }: Pick<Word, 'word' | 'exact' | 'parts'>) {
  const star = exact || word.length < shortestStart ? '' : '*';
  const any = (words: readonly string[], label: string) =>
    words.map((each) => (label === '' ? each : `${each}:${label}`)).join(' | ');
  const head = any(parts[0] ?? [], 'AB');
  const tail = any(parts.at(-1) ?? [], 'AB');
  return {
    whole: word,
    wholeA: any([word], 'A'),
    wholeB: any([word], 'B'),
    wholeC: any([word], 'C'),
    wholeABC: any([word], 'ABC'),
    start: any([word], star),
    startA: any([word], `${star}A`),
    startB: any([word], `${star}B`),
    startC: any([word], `${star}C`),
    everyA: parts.map((part) => `(${any(part, 'A')})`).join(' & '),
    every: parts.map((part) => `(${any(part, 'ABC')})`).join(' & '),
    head,
    tail,
  };
}
