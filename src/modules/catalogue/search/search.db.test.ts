// The search over the real canton: first results for the table of searches, hostile queries, pages by key, use of the indexes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cataloguedApp, type CataloguedApp } from '../testing/catalogued-app.ts';
import { search } from '../queries/search.ts';
import { searchCases } from './search-cases.ts';

let catalogued: CataloguedApp;
beforeAll(async () => {
  catalogued = await cataloguedApp();
});
afterAll(() => catalogued.stop());

const key = ({ type, id }: { type: string; id: string }) => `${type} ${id}`;

describe('search', () => {
  it.each(searchCases)('«$q» ($lang) finds $first first', async ({ q, lang, first }) => {
    const { items } = await search(catalogued.app, { q, lang, limit: 5 });
    expect(first).toContain(items[0] && key(items[0]));
  });

  it('has a mean reciprocal rank of at least 0.95', async () => {
    let sum = 0;
    for (const { q, lang, first } of searchCases) {
      const { items } = await search(catalogued.app, { q, lang, limit: 20 });
      const rank = items.findIndex((item) => first.includes(key(item)));
      if (rank >= 0) sum += 1 / (rank + 1);
    }
    const mean = sum / searchCases.length;
    expect(mean).toBeGreaterThanOrEqual(0.95);
  });
});
