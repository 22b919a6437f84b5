// Puts single entries into the search index, or takes them out: for what comes and goes while the program runs (news, answers).
import { createHash } from 'node:crypto';
import type { App } from '../../../kernel/app.ts';
import { dictionaryOf } from '../search/dictionary.ts';
import { indexFormat, rowsOf, type SearchEntry } from './index-for-search.ts';

/**
 * Each entry takes the place of the one with its id; one without texts is taken out. Safe to repeat.
 * @param weight how much the type counts beside others; 1 for services
 */
export async function putSearchEntries(
  app: App,
  type: string,
  weight: number,
  entries: readonly SearchEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const dictionary = dictionaryOf.of(app);
  const rows = entries.flatMap((entry) => rowsOf(type, weight, entry, dictionary));
  await app.db.transaction().execute(async (db) => {
    // Each entry belongs to a source; an empty hash says that not all may be there. Who else puts entries of this type in waits.
    const filled_at = app.clock.now();
    await db
      .insertInto('catalogue.search_source')
      .values({ type, hash: '', filled_at })
      .onConflict((conflict) => conflict.column('type').doUpdateSet({ filled_at }))
      .execute();
    const ids = entries.map(({ id }) => id);
    await db.deleteFrom('catalogue.search_entry').where('type', '=', type).where('id', 'in', ids).execute();
    if (rows.length > 0) await db.insertInto('catalogue.search_entry').values(rows).execute();
  });
}

const hash = createHash('sha256').update(`entries ${indexFormat}`).digest('hex');

/** Whether all entries of a type have to be put in anew, because the index has another format than when they were. */
export async function needsFilling(app: App, type: string): Promise<boolean> {
  const source = await app.db
    .selectFrom('catalogue.search_source')
    .select('hash')
    .where('type', '=', type)
    .executeTakeFirst();
  return source?.hash !== hash;
}

export async function noteFilled(app: App, type: string): Promise<void> {
  const source = { hash, filled_at: app.clock.now() };
  await app.db
    .insertInto('catalogue.search_source')
    .values({ type, ...source })
    .onConflict((conflict) => conflict.column('type').doUpdateSet(source))
    .execute();
}
