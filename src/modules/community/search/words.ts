// Words of what is written, for the search: folded alike in all languages and found by how they begin.
import { sql, type RawBuilder } from 'kysely';
import { fold } from '../../../engine/index.ts';

/** More words than anybody looks for cost the database, and find nothing. */
const mostWords = 8;

/** For the column `words` of what is kept. */
export const wordsOf = (...texts: readonly string[]): RawBuilder<string> =>
  sql<string>`to_tsvector('simple'::regconfig, ${fold(texts.join(' '), 'de')}::text)`;

/** `buch:* & mess:*`; undefined where nothing was typed that could be looked for. Pure. */
export function searchTerms(typed: string): string | undefined {
  const words = fold(typed.slice(0, 200), 'de')
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, mostWords);
  return words.length === 0 ? undefined : words.map((word) => `${word}:*`).join(' & ');
}

/** Whether the column holds all words that were typed, by how they begin. */
export const holdsTerms = (column: string, terms: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} @@ to_tsquery('simple'::regconfig, ${terms}::text)`;
