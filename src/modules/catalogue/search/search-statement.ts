// The one SQL query of the search: what matches, how well, best first, from a key on.
import { sql, type RawBuilder } from 'kysely';
import { fold } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { searchConfiguration } from '../actions/index-for-search.ts';
import type { Cursor } from './cursor.ts';
import { indexQuestions } from './index-questions.ts';
import { longestQuery, type Word } from './understand-query.ts';

/** Share of three-letter groups that two words must have in common: below it, everything resembles everything. */
export const resemblance = 0.4;
/** Where nothing of a page is what was typed: what resembles it so much was meant. */
const meant = 0.28;
/** What counts less than this share of the best find is noise. */
const tail = 0.3;
/** A find in another language counts less than one in the language of the page. */
const foreign = 0.6;

export interface SearchStatement {
  q: string;
  lang: Language;
  /** At least one. */
  words: readonly Word[];
  type?: string | undefined;
  ids?: readonly string[] | undefined;
  after?: Cursor | undefined;
  limit: number;
}

export interface SearchRow {
  type: string;
  id: string;
  score: string;
  title: string;
  summary: string;
  url: string;
  lang: Language;
  /** Finds of each type where it is chosen, whichever is, and of all types together. */
  counts: Record<string, number>;
  total: number;
}

/** Needs `pg_trgm.word_similarity_threshold` to be `resemblance`. */
export function searchStatement(request: SearchStatement): RawBuilder<SearchRow> {
  const { lang, words, type, ids, after, limit } = request;
  const q = request.q.slice(0, longestQuery);
  const column = <Key extends keyof Word>(key: Key) => words.map((word) => word[key]);
  const questions = words.map(indexQuestions);
  const question = (name: keyof (typeof questions)[number]) => questions.map((each) => each[name]);
  return sql<SearchRow>`
    with word as materialized (
      -- Ready-made questions to the index: the whole word and its beginning, in title (A), everyday words (B), summary (C).
      select language, slot, word, factor, phrase,
        to_tsquery(config, whole) as whole, to_tsquery(config, whole_a) as whole_a,
        to_tsquery(config, whole_b) as whole_b, to_tsquery(config, whole_c) as whole_c,
        to_tsquery(config, start) as start, to_tsquery(config, start_a) as start_a,
        to_tsquery(config, start_b) as start_b, to_tsquery(config, start_c) as start_c,
        to_tsquery(config, every_a) as every_a, to_tsquery(config, every) as every, to_tsquery(config, head) as head, to_tsquery(config, tail) as tail,
        1 + max(slot) over (partition by language) as slots,
        -- Typing errors are looked for in the language of the page only: a foreign word resembles too much by chance.
        -- What is a word of some page is no typing error.
        language = ${lang} and not exact and length(word) > 3 and numnode(to_tsquery(config, word)) > 0 and not exists (
          select from catalogue.search_entry as entry
          where entry.language = given.language and entry.document @@ to_tsquery(config, whole_abc)
        ) as fuzzy
      from unnest(
        ${column('language')}::text[], ${column('slot')}::int[], ${column('word')}::text[], ${column('factor')}::real[], ${column('exact')}::boolean[],
        ${words.map((word) => searchConfiguration[word.language])}::text[]::regconfig[],
        ${words.map((word) => fold(q, word.language))}::text[],
        ${question('whole')}::text[], ${question('wholeA')}::text[], ${question('wholeB')}::text[], ${question('wholeC')}::text[],
        ${question('start')}::text[], ${question('startA')}::text[], ${question('startB')}::text[], ${question('startC')}::text[],
        ${question('everyA')}::text[], ${question('every')}::text[], ${question('head')}::text[], ${question('tail')}::text[], ${question('wholeABC')}::text[]
      ) as given (
        language, slot, word, factor, exact, config, phrase,
        whole, whole_a, whole_b, whole_c, start, start_a, start_b, start_c, every_a, every, head, tail, whole_abc
      )
    ),
    hit as (
      select entry.type, entry.id, entry.language, word.slot, word.slots,
        max(entry.weight) as weight,
        -- Squared, so that only what is nearly the same counts; an everyday phrase may also stand within the query.
        max(power(greatest(
          similarity(word.phrase, entry.plain_title),
          0.9 * (select max(case
            when name like '% %' then greatest(similarity(word.phrase, name), 0.9 * word_similarity(name, word.phrase))
            else similarity(word.phrase, name)
          end) from unnest(entry.names) as name)
        ), 2)) as likeness,
        bool_or(entry.document @@ (word.start || word.head || word.tail)) as close,
        max(word.factor * greatest(
          case
            when entry.document @@ word.whole_a then 1.0
            when entry.document @@ word.every_a then 0.85
            when entry.document @@ word.whole_b or entry.document @@ word.start_a then 0.8
            when entry.document @@ word.every then 0.7
            when entry.document @@ word.start_b then 0.6
            when entry.document @@ word.whole_c then 0.45
            -- The first part of a German compound says which one, the last only what kind of thing.
            when entry.document @@ word.head then 0.45
            when entry.document @@ word.start_c or entry.document @@ word.tail then 0.35
            when entry.document @@ word.start then 0.2
            else 0
          end,
          case when word.fuzzy then greatest(
            0.85 * power(strict_word_similarity(word.word, entry.plain_title), 1.5),
            0.7 * power(word_similarity(word.word, entry.plain_title), 1.5),
            0.65 * power(strict_word_similarity(word.word, entry.words), 1.5),
            0.55 * power(word_similarity(word.word, entry.words), 1.5)
          ) else 0 end
        )) as score
      from word
      join catalogue.search_entry as entry
        on entry.document @@ (word.start || word.head || word.tail)
        or (word.fuzzy and word.word <% entry.words)
      where entry.language = word.language
        and ${ids === undefined ? sql`true` : sql`entry.id = any(${[...ids]}::text[])`}
      group by entry.type, entry.id, entry.language, word.slot, word.slots
    ),
    rare as (
      -- A word that many things have says little: "melden" less than "Hund".
      -- Counted as finds that are as good as the best: a faint resemblance makes no word frequent.
      select type, id, language, slot, slots, weight, likeness,
        -- A word that is on no page is a typing error: what resembles it best is what was meant.
        case when bool_or(close) over slot or max(score) over slot < ${meant} then score else 0.8 * score / max(score) over slot end as score,
        1 / (1 + 0.7 * ln(sum(score) over slot / max(score) over slot)) as rarity
      from hit where score > 0 window slot as (partition by language, slot)
    ),
    understood as (
      -- How much of the query a language makes sense of: what makes finds of two languages comparable.
      select language, sum(rarity) as rarity, sqrt(count(*)::real / max(slots)) as share
      from (select distinct language, slot, slots, rarity from rare) as slot group by language
    ),
    found as (
      select type, id, language,
        max(weight) * case when language = ${lang} then 1 else ${foreign}::real end
          * (max(understood.share) * sum(score * rare.rarity) / max(understood.rarity) + 0.4 * max(likeness)) as score
      from rare join understood using (language) group by type, id, language
    ),
    best as (
      select distinct on (type, id) type, id, language, round(score::numeric, 5) as score
      from found order by type, id, score desc
    ),
    kept as (
      -- Within one type the best of the type is the measure: what is chosen is as long as was said of it.
      select *, max(score) over () as top, max(score) over (partition by type) as top_of_type from best
    )
    select kept.type, kept.id, kept.score, shown.title, shown.summary, shown.url, shown.language as lang,
      (
        select jsonb_object_agg(type, finds) from (
          select type, count(*) as finds from kept where score >= ${tail}::numeric * top_of_type group by type
        ) as counted
      ) as counts,
      (select count(*)::int from kept where score >= ${tail}::numeric * top) as total
    from kept
    join lateral (
      select * from catalogue.search_entry as entry
      where entry.type = kept.type and entry.id = kept.id and entry.language in (${lang}, kept.language)
      order by (entry.language = ${lang}) desc limit 1
    ) as shown on true
    where ${
      type === undefined
        ? sql`kept.score >= ${tail}::numeric * kept.top`
        : sql`kept.type = ${type} and kept.score >= ${tail}::numeric * kept.top_of_type`
    }
      and ${
        after === undefined
          ? sql`true`
          : sql`(kept.score < ${after.score}::numeric or (kept.score = ${after.score}::numeric and (kept.type, kept.id) > (${after.type}, ${after.id})))`
      }
    order by kept.score desc, kept.type, kept.id
    limit ${limit}`;
}
