// Data sets by words and by key: their declarations don't change while the program runs, and there are some dozens.
import { fold } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { OpenDataset } from '../../../kernel/open-data.ts';
import { unitName } from '../../organisation/index.ts';
import { openSets, publisherOf, wordsOf } from '../sets.ts';

/** Of what is typed no more is read. */
export const longestQuery = 200;

/** Sets in whose words all the words occur, in the order of ids, behind the one with the key. */
export function findSets(
  app: App,
  language: Language,
  { q, after, limit }: { q: string; after?: string | undefined; limit: number },
): { items: OpenDataset[]; next: string | null; total: number } {
  const words = fold(q.slice(0, longestQuery), language).split(' ').filter(Boolean);
  const found = openSets(app).filter((set) => {
    if (words.length === 0) return true;
    const text = textOf(app, set, language);
    return words.every((word) => text.includes(word));
  });
  const rest = after === undefined || after === '' ? found : found.filter(({ id }) => id > after);
  const items = rest.slice(0, limit);
  return { items, next: rest.length > limit ? (items.at(-1)?.id ?? null) : null, total: found.length };
}

const textOf = (app: App, set: OpenDataset, language: Language): string =>
  fold(
    [
      set.id,
      ...['title', 'description', 'keywords', ...set.columns.map(({ name }) => name)].map((key) =>
        wordsOf(set, language, key),
      ),
      unitName(app, publisherOf(app, set), language),
    ].join(' '),
    language,
  );
