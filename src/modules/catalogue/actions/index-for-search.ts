// Fills the search index with one kind of thing (services, units, news ...), only when its content has changed.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fold } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { compoundParts, type Dictionary } from '../search/compound-parts.ts';
import { dictionaryOf } from '../search/dictionary.ts';
import { distinctWords } from '../search/distinct-words.ts';

/** One thing that can be found, with its texts in each language that it exists in. */
export interface SearchEntry {
  id: string;
  /** Path on this site. */
  url: string;
  /** How much it counts beside others of its type; 1 when absent. */
  weight?: number;
  texts: Partial<
    Record<
      Language,
      {
        title: string;
        /** Abbreviation, as good as the title: `MFK`. */
        short?: string;
        summary: string;
        /** Everyday words and names that people search with, separated by commas. */
        keywords?: string;
        /** Everything else that is said about it. */
        text?: string;
      }
    >
  >;
}

/** PostgreSQL's configuration for stemming and stop words. */
export const searchConfiguration: Record<Language, string> = {
  de: 'german',
  fr: 'french',
  it: 'italian',
  en: 'english',
};

/** Raise it when folding or the columns change, so that the next start fills the index anew. */
export const indexFormat = 3;

/** The same for the same entries: what the index is known by. */
export function indexHash(weight: number, entries: readonly SearchEntry[]): string {
  const hash = createHash('sha256').update(JSON.stringify([indexFormat, weight]));
  for (const entry of entries) hash.update(JSON.stringify(entry));
  return hash.digest('hex');
}

/** So many entries are folded and written together: others are served in between. */
const together = 40;

/**
 * Makes the index hold exactly these entries of a type. Safe to repeat and to run in several processes at once.
 * @param weight how much the type counts beside others; 1 for services
 * @returns whether the index was filled (false: it was up to date)
 */
export async function indexForSearch(
  app: App,
  type: string,
  weight: number,
  entries: SearchEntry[],
): Promise<boolean> {
  const hash = indexHash(weight, entries);
  const dictionary = dictionaryOf.of(app);
  return app.db.transaction().execute(async (db) => {
    // The row is locked until the end: processes that start together fill one after the other, and only the first has to.
    const changed = await db
      .insertInto('catalogue.search_source')
      .values({ type, hash, filled_at: app.clock.now() })
      .onConflict((conflict) =>
        conflict
          .column('type')
          .doUpdateSet({ hash, filled_at: app.clock.now() })
          .where('catalogue.search_source.hash', '<>', hash),
      )
      .returning('type')
      .executeTakeFirst();
    if (!changed) return false;
    await db.deleteFrom('catalogue.search_entry').where('type', '=', type).execute();
    for (let at = 0; at < entries.length; at += together) {
      const rows = entries
        .slice(at, at + together)
        .flatMap((entry) => rowsOf(type, weight, entry, dictionary));
      if (rows.length > 0) await db.insertInto('catalogue.search_entry').values(rows).execute();
    }
    return true;
  });
}

/** One row for each language that it exists in. */
export function rowsOf(type: string, weight: number, entry: SearchEntry, dictionary: Dictionary) {
  return languages.flatMap((language) => {
    const texts = entry.texts[language];
    if (!texts) return [];
    const { title, short = '', summary, keywords = '', text = '' } = texts;
    // A part of a compound counts as much as a word of the place below.
    const parts = (value: string) =>
      language === 'de'
        ? fold(value, language)
            .split(' ')
            .flatMap((word) => compoundParts(word, dictionary))
            .join(' ')
        : '';
    const part = (value: string, letter: string) =>
      sql`setweight(to_tsvector(${searchConfiguration[language]}::regconfig, ${fold(value, language)}), ${letter})`;
    return {
      type,
      id: entry.id,
      language,
      title,
      summary,
      url: entry.url,
      weight: weight * (entry.weight ?? 1),
      plain_title: fold(title, language),
      names: `${short},${keywords}`
        .split(',')
        .map((name) => fold(name, language))
        .filter((name) => name !== ''),
      words: distinctWords([title, short, keywords, summary], language),
      document: sql<string>`${part(`${title} ${short}`, 'A')} || ${part(`${keywords} ${parts(title)}`, 'B')} || ${part(`${summary} ${parts(keywords)}`, 'C')} || ${part(text, 'D')}`,
    };
  });
}
