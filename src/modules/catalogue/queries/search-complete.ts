// Whether everything can be found: a large catalogue is put into the search index by a job, after the start.
import { perApp, type App } from '../../../kernel/app.ts';

/** The index of services that a job makes: its hash; undefined once it is there. */
export const awaitedIndex = perApp<{ hash: string | undefined }>('The state of the search');

/** False as long as services may be missing, or show as they were before. */
export async function searchIsComplete(app: App): Promise<boolean> {
  const awaited = awaitedIndex.of(app);
  if (awaited.hash === undefined) return true;
  const filled = await app.db
    .selectFrom('catalogue.search_source')
    .select('hash')
    .where('type', '=', 'service')
    .executeTakeFirst();
  if (filled?.hash !== awaited.hash) return false;
  awaited.hash = undefined;
  return true;
}
