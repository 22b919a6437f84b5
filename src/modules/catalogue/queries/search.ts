// The one search over everything public: words in four languages, with typos, parts of compounds and everyday words.
import { sql } from 'kysely';
import { perApp, type App } from '../../../kernel/app.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { searchConfiguration } from '../actions/index-for-search.ts';
import { decodeCursor, encodeCursor } from '../search/cursor.ts';
import { compoundParts } from '../search/compound-parts.ts';
import { fold } from '../search/fold.ts';
import type { Synonyms } from '../search/load-synonyms.ts';
import { longestQuery, understandQuery } from '../search/understand-query.ts';

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

/** Share of three-letter groups that two words must have in common: below it, everything resembles everything. */
const resemblance = 0.4;
/** What counts less than this share of the best find is noise. */
const tail = 0.3;
/** A find in another language counts less than one in the language of the page. */
const foreign = 0.6;

/**
 * Finds the best matches first; by key, so that the next page neither repeats nor skips.
 * Never fails for any `q`: nothing to look for gives nothing.
 */
export async function search(app: App, request: SearchRequest): Promise<SearchPage> {
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? 20), 1), 100);
  const query = request.q.slice(0, longestQuery);
  const synonyms = synonymsOf.of(app);
  const words = languages.flatMap((language) => understandQuery(query, language, synonyms[language]));
  if (words.length === 0) return { items: [], next: null };
  const after = decodeCursor(request.cursor);
  const column = <Key extends keyof (typeof words)[number]>(key: Key) => words.map((word) => word[key]);

  const statement = sql<Found & { score: string }>`
    with word as materialized (
      select language, slot, word, factor, config, phrase,
        to_tsquery(config, word) as whole,
        case when length(word) > 2 then to_tsquery(config, word || ':*') else to_tsquery(config, word) end as start,
        to_tsquery(config, parts) as parts,
        count(*) over (partition by language) as forms,
        1 + max(slot) over (partition by language) as slots
      from unnest(
        ${column('language')}::text[], ${column('slot')}::int[], ${column('word')}::text[], ${column('factor')}::real[],
        ${words.map((word) => searchConfiguration[word.language])}::text[]::regconfig[],
        ${words.map((word) => fold(query, word.language))}::text[],
        ${words.map((word) => compoundParts(word.word, word.language).join(' | '))}::text[]
      ) as given (language, slot, word, factor, config, phrase, parts)
    ),
    hit as (
      select entry.type, entry.id, entry.language, word.slot, word.slots,
        max(entry.weight) as weight,
        max(greatest(
          similarity(word.phrase, entry.plain_title),
          0.9 * (select max(similarity(word.phrase, name)) from unnest(entry.names) as name)
        )) as likeness,
        max(word.factor * greatest(
          case
            when ts_filter(entry.document, '{a}') @@ word.whole then 1.0
            when ts_filter(entry.document, '{a}') @@ word.start then 0.85
            when ts_filter(entry.document, '{b}') @@ word.whole then 0.75
            when ts_filter(entry.document, '{b}') @@ word.start then 0.6
            when ts_filter(entry.document, '{a}') @@ word.parts then 0.55
            when ts_filter(entry.document, '{c}') @@ word.whole then 0.45
            when ts_filter(entry.document, '{c}') @@ word.start then 0.35
            when ts_filter(entry.document, '{b}') @@ word.parts then 0.35
            when entry.document @@ word.start then 0.2
            else 0
          end,
          case when length(word.word) > 3 then greatest(
            0.85 * power(strict_word_similarity(word.word, entry.plain_title), 1.5),
            0.7 * power(word_similarity(word.word, entry.plain_title), 1.5),
            0.65 * power(strict_word_similarity(word.word, entry.words), 1.5),
            0.55 * power(word_similarity(word.word, entry.words), 1.5)
          ) else 0 end
        )) as score
      from word
      join catalogue.search_entry as entry
        on entry.document @@ (word.start || word.parts)
        or (length(word.word) > 3 and numnode(word.whole) > 0 and word.word <% entry.words)
      where entry.language = word.language
        and ${request.type === undefined ? sql`true` : sql`entry.type = ${request.type}`}
        and ${request.ids === undefined ? sql`true` : sql`entry.id = any(${[...request.ids]}::text[])`}
      group by entry.type, entry.id, entry.language, word.slot, word.slots
    ),
    rare as (
      -- A word that many things have says little: "melden" less than "Hund".
      select *, 1 / (1 + ln(count(*) over (partition by language, slot))) as rarity from hit
    ),
    understood as (
      -- How much of the query a language makes sense of: what makes finds of two languages comparable.
      select language, sum(rarity) as rarity, sqrt(count(*)::real / max(slots)) as share
      from (select distinct language, slot, slots, rarity from rare) as slot group by language
    ),
    found as (
      select type, id, language,
        max(weight) * case when language = ${request.lang} then 1 else ${foreign}::real end
          * (max(understood.share) * sum(score * rare.rarity) / max(understood.rarity) + 0.4 * max(likeness)) as score
      from rare join understood using (language) group by type, id, language
    ),
    best as (
      select distinct on (type, id) type, id, language, round(score::numeric, 5) as score
      from found order by type, id, score desc
    ),
    kept as (
      select *, max(score) over () as top from best
    )
    select kept.type, kept.id, kept.score, shown.title, shown.summary, shown.url, shown.language as lang
    from kept
    join lateral (
      select * from catalogue.search_entry as entry
      where entry.type = kept.type and entry.id = kept.id and entry.language in (${request.lang}, kept.language)
      order by (entry.language = ${request.lang}) desc limit 1
    ) as shown on true
    where kept.score >= ${tail}::numeric * kept.top
      and ${
        after === undefined
          ? sql`true`
          : sql`(kept.score < ${after.score}::numeric or (kept.score = ${after.score}::numeric and (kept.type, kept.id) > (${after.type}, ${after.id})))`
      }
    order by kept.score desc, kept.type, kept.id
    limit ${limit + 1}`;

  const rows = await app.db.transaction().execute(async (db) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(resemblance)}, true)`.execute(db);
    return (await statement.execute(db)).rows;
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ type, id, title, summary, url, lang, ...rest }) => ({ type, id, title, summary, url, lang, ...rest })),
    next: rows.length > limit && last ? encodeCursor({ score: last.score, type: last.type, id: last.id }) : null,
  };
}
