// The one search over everything public: words in four languages, with typos, parts of compounds and everyday words.
import { sql } from 'kysely';
import { perApp, type App } from '../../../kernel/app.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { decodeCursor, encodeCursor } from '../search/cursor.ts';
import { dictionaryOf } from '../search/dictionary.ts';
import { resemblance, searchStatement } from '../search/search-statement.ts';
import type { Synonyms } from '../search/load-synonyms.ts';
import { longestQuery, understandQuery, type Word } from '../search/understand-query.ts';

export const synonymsOf = perApp<Record<Language, Synonyms>>('The synonyms');

export interface Found {
  type: string;
  id: string;
  title: string;
  summary: string;
  url: string;
  /** Language of title and summary: the one asked for where the thing exists in it. */
  lang: Language;
}

export interface SearchPage {
  items: Found[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** Finds of each type where it is chosen, whichever is, and of all types together; none where nothing is found. */
  counts: Readonly<Record<string, number>>;
  total: number;
}

export interface SearchRequest {
  /** Whatever was typed; only the first 200 characters are read. */
  q: string;
  lang: Language;
  type?: string | undefined;
  /** Only these things. */
  ids?: readonly string[] | undefined;
  cursor?: string | undefined;
  /** 1 to 100, default 20. */
  limit?: number | undefined;
}

/**
 * Finds the best matches first; by key, so that the next page neither repeats nor skips.
 * Never fails for any `q`: nothing to look for gives nothing.
 * @throws Fault BAD_REQUEST for a cursor that is not ours
 */
export async function search(app: App, request: SearchRequest): Promise<SearchPage> {
  const wanted = Number.isFinite(request.limit) ? Math.trunc(request.limit ?? 20) : 20;
  const limit = Math.min(Math.max(wanted, 1), 100);
  const after = decodeCursor(request.cursor);
  const words = wordsOf(app, request.q, request.lang);
  if (words.length === 0) return { items: [], next: null, counts: {}, total: 0 };
  const statement = searchStatement({ ...request, words, after, limit: limit + 1 });
  const rows = await app.db.transaction().execute(async (db) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(resemblance)}, true)`.execute(
      db,
    );
    return (await statement.execute(db)).rows;
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ type, id, title, summary, url, lang }) => ({ type, id, title, summary, url, lang })),
    next:
      rows.length > limit && last ? encodeCursor({ score: last.score, type: last.type, id: last.id }) : null,
    counts: rows[0]?.counts ?? {},
    total: rows[0]?.total ?? 0,
  };
}

/** The words to look for, as each of the four languages reads the query; none when the page's own has none. */
export function wordsOf(app: App, q: string, lang: Language): Word[] {
  const query = q.slice(0, longestQuery);
  const synonyms = synonymsOf.of(app);
  const dictionary = dictionaryOf.of(app);
  if (understandQuery(query, lang, synonyms[lang], dictionary).length === 0) return [];
  return languages.flatMap((language) => understandQuery(query, language, synonyms[language], dictionary));
}
