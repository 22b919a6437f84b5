// «Meinten Sie»: what was typed with words that are on no page, said with the words that resemble them most.
import { sql } from 'kysely';
import { fold } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { searchConfiguration } from '../actions/index-for-search.ts';
import { synonymsOf } from './search.ts';
import { longestQuery } from '../search/understand-query.ts';

/** Shorter words resemble too many others. */
const shortest = 4;
const mostWords = 6;
/** Share of three-letter groups that the two words have in common. */
const alike = 0.4;

interface Typed {
  /** As it was typed. */
  shown: string;
  /** As the index has it. */
  word: string;
}

/**
 * @returns the query with its unknown words replaced; undefined where all are known, or nothing resembles them
 */
export async function didYouMean(app: App, q: string, lang: Language): Promise<string | undefined> {
  const { fillers, means } = synonymsOf.of(app)[lang];
  const typed = q.slice(0, longestQuery).split(/\s+/).filter(Boolean);
  const doubted = typed
    .map((shown): Typed => ({ shown, word: fold(shown, lang) }))
    .filter(
      ({ word }) =>
        /^[a-z]+$/.test(word) && word.length >= shortest && !fillers.has(word) && !means.has(word),
    )
    .slice(0, mostWords);
  if (doubted.length === 0) return undefined;
  const found = await resembling(app, doubted, lang);
  if (found.size === 0) return undefined;
  return typed.map((shown) => found.get(shown) ?? shown).join(' ');
}

/** @returns what was typed -> the word of a page that it resembles most, for words that are on no page */
async function resembling(app: App, doubted: readonly Typed[], lang: Language): Promise<Map<string, string>> {
  const { rows } = await app.db.transaction().execute(async (db) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(alike)}, true)`.execute(db);
    return sql<{ shown: string; word: string; title: string; summary: string }>`
      with unknown as materialized (
        -- Most words are on some page: only for the others it is looked what resembles them.
        select * from unnest(${doubted.map(({ shown }) => shown)}::text[], ${doubted.map(({ word }) => word)}::text[]) as typed (shown, word)
        where not exists (
          select from catalogue.search_entry as entry
          where entry.language = ${lang}
            and entry.document @@ to_tsquery(${searchConfiguration[lang]}::text::regconfig, typed.word || ':*')
        )
      )
      select unknown.shown, near.word, near.title, near.summary
      from unknown
      cross join lateral (
        select word.word, entry.title, entry.summary
        from catalogue.search_entry as entry
        cross join lateral regexp_split_to_table(entry.words, ' ') as word (word)
        where entry.language = ${lang} and unknown.word <% entry.words
          and similarity(word.word, unknown.word) >= ${alike} and length(word.word) >= ${shortest}
        order by similarity(word.word, unknown.word) desc, word.word
        limit 1
      ) as near`.execute(db);
  });
  return new Map(
    rows.map(({ shown, word, title, summary }) => {
      const written = asWritten(word, `${title} ${summary}`, lang);
      // A noun of everyday words stands on no page as it is written: it keeps the capital that was typed.
      const capital = /^\p{Lu}/u.test(shown);
      return [shown, capital ? written.charAt(0).toUpperCase() + written.slice(1) : written];
    }),
  );
}

/** The index has no umlauts and no capitals: people are shown the word as a page writes it, where it does. */
function asWritten(word: string, text: string, lang: Language): string {
  return text.split(/[^\p{L}]+/u).find((each) => each !== '' && fold(each, lang) === word) ?? word;
}
