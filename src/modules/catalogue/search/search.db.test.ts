// The search over the real canton: first results for the table of searches, hostile queries, pages by key.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../../kernel/i18n/texts.ts';
import { indexForSearch, type SearchEntry } from '../actions/index-for-search.ts';
import { didYouMean } from '../queries/did-you-mean.ts';
import { search } from '../queries/search.ts';
import { cataloguedApp, type CataloguedApp } from '../testing/catalogued-app.ts';
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

  it('shows the language of the page, also for a word of another language', async () => {
    const { items } = await search(catalogued.app, { q: 'dog', lang: 'it' });
    expect(items[0]).toMatchObject({ id: 'hund-anmelden', lang: 'it', title: 'Annunciare un cane' });
  });

  it('finds only the type and the things that are asked for', async () => {
    const units = await search(catalogued.app, { q: 'Steuern', lang: 'de', type: 'unit' });
    expect(units.items.length).toBeGreaterThan(0);
    expect(new Set(units.items.map((item) => item.type))).toEqual(new Set(['unit']));
    const one = await search(catalogued.app, {
      q: 'melden',
      lang: 'de',
      type: 'service',
      ids: ['umzug-melden'],
    });
    expect(one.items.map(key)).toEqual(['service umzug-melden']);
    expect((await search(catalogued.app, { q: 'Steuern', lang: 'de', type: 'nothing' })).items).toEqual([]);
  });

  it('pages by key: every find once, in the same order as in one page', async () => {
    const all = await search(catalogued.app, { q: 'Amt Departement melden', lang: 'de', limit: 100 });
    expect(all.items.length).toBeGreaterThan(10);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof search>> = await search(catalogued.app, {
        q: 'Amt Departement melden',
        lang: 'de',
        limit: 3,
        cursor,
      });
      paged.push(...page.items.map(key));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && paged.length < 200);
    expect(paged).toEqual(all.items.map(key));
  });

  it.each(['bm9wZQ', 'WzEsMl0', 'x'.repeat(1000), Buffer.from('["1","a\\u0000","b"]').toString('base64url')])(
    'refuses a cursor that is not ours: %s',
    async (cursor) => {
      await expect(search(catalogued.app, { q: 'Hund', lang: 'de', cursor })).rejects.toThrow('BAD_REQUEST');
    },
  );

  it.each([
    '',
    ' ',
    '\0',
    "'",
    "hund' or 1=1 --",
    'a & b | !c <-> d:*A',
    ':*',
    '!!!',
    '((((',
    '\\',
    'hund\u202e\u0000anmelden',
    '\ud800',
    '🐕 anmelden',
    'ﷺ'.repeat(50),
    '%_%',
    'die',
    'a b c d e f g h i j k l m n o p',
    'x'.repeat(1_000_000),
    'Hund '.repeat(200_000),
  ])('answers hostile queries (%#)', async (q) => {
    for (const lang of languages) {
      const { items } = await search(catalogued.app, { q, lang });
      expect(items.length).toBeLessThanOrEqual(20);
    }
  });

  it('answers any query whatsoever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.string({ unit: 'grapheme', maxLength: 60 }),
        ),
        fc.constantFrom(...languages),
        async (q, lang) => {
          const { items } = await search(catalogued.app, { q, lang });
          expect(Array.isArray(items)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('indexForSearch', () => {
  const entries = (title: string): SearchEntry[] => [
    { id: 'one', url: '/x/one', texts: { de: { title, summary: 'Ein Versuch', short: 'VZZ' } } },
  ];

  it('fills when the content has changed, and only then; several processes at once agree', async () => {
    const { app } = catalogued;
    const first = await Promise.all(
      [1, 2, 3].map(() => indexForSearch(app, 'probe', 1, entries('Zwetschgenkuchen'))),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await indexForSearch(app, 'probe', 1, entries('Zwetschgenkuchen'))).toBe(false);
    expect((await search(app, { q: 'Zwetschgenkuchen', lang: 'de' })).items.map(key)).toEqual(['probe one']);
    expect(await indexForSearch(app, 'probe', 1, entries('Aprikosenwähe'))).toBe(true);
    expect((await search(app, { q: 'Aprikosenwaehe', lang: 'de' })).items.map(key)).toEqual(['probe one']);
    const gone = await search(app, { q: 'Zwetschgenkuchen', lang: 'de' });
    expect(gone.items.map(key)).not.toContain('probe one');
  });

  it('shows what exists in one language only to everyone, in that language', async () => {
    await indexForSearch(catalogued.app, 'probe', 1, entries('Zwetschgenkuchen'));
    const { items } = await search(catalogued.app, { q: 'Zwetschgenkuchen', lang: 'fr' });
    expect(items[0]).toMatchObject({ id: 'one', lang: 'de' });
  });
});

describe('did you mean', () => {
  it.each([
    ['Hundestuer', 'de', 'Hundesteuer'],
    ['Hund anmeldn', 'de', 'Hund anmelden'],
    ['Wohnsitzbescheinigng bestellen', 'de', 'Wohnsitzbescheinigung bestellen'],
  ] as const)('«%s» (%s): «%s»', async (typed, lang, meant) => {
    expect(await didYouMean(catalogued.app, typed, lang)).toBe(meant);
  });

  it.each(['Hund anmelden', 'xyzzyqwv', '', "' | & ! :* <->", 'Ж'.repeat(300), '12345'])(
    'nothing for «%s»',
    async (typed) => {
      expect(await didYouMean(catalogued.app, typed, 'de')).toBeUndefined();
    },
  );
});

it.each(['Steuern', 'Hund', 'melden', 'Hundestuer'])('says of «%s» as many finds as there are', async (q) => {
  const { counts, total } = await search(catalogued.app, { q, lang: 'de', limit: 1 });
  expect((await search(catalogued.app, { q, lang: 'de', limit: 100 })).items).toHaveLength(
    Math.min(total, 100),
  );
  expect(Object.keys(counts).length).toBeGreaterThan(1);
  for (const [type, count] of Object.entries(counts)) {
    const chosen = await search(catalogued.app, { q, lang: 'de', type, limit: 100 });
    expect([type, chosen.items.length]).toEqual([type, Math.min(count, 100)]);
    expect(chosen.counts).toEqual(counts);
  }
});
