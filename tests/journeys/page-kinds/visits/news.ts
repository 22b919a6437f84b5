// The pages of news and of the warning on all pages: of those who read, write and approve.
import type { TestProgram } from '../../../support/test-program.ts';
import { look, type Visit } from '../visit.ts';

/** Of the demonstration: one that was corrected, one that was withdrawn. */
const corrected = '7e5a0000-0000-4000-8000-000000000004';
const withdrawn = '7e5a0000-0000-4000-8000-000000000011';

const draft = async ({ app }: TestProgram) => {
  const row = await app.db
    .selectFrom('news.item')
    .select('id')
    .where('state', '=', 'draft')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return `/redaktion/${row.id}`;
};

export const newsVisits: readonly Visit[] = [
  {
    who: 'someone who reads the news',
    pages: [
      '/aktuell',
      look('/aktuell/:id', `/aktuell/${corrected}`),
      look('/aktuell/:id', `/aktuell/${withdrawn}`),
      look('/stellen/:id', '/stellen/veterinaeramt'),
    ],
  },
  {
    who: 'editor-mia',
    first: '/redaktion',
    pages: [
      '/redaktion',
      '/redaktion/neu',
      look('/redaktion/:id', draft),
      look('/redaktion/:id/bearbeiten', `/redaktion/${corrected}/bearbeiten`),
      look('/redaktion/:id/verlauf', `/redaktion/${corrected}/verlauf`),
      look('/redaktion/:id/zurueckziehen', `/redaktion/${corrected}/zurueckziehen`),
      '/redaktion/warnung',
      look('/redaktion/warnung', '/redaktion/warnung?vorlage=rauch'),
    ],
  },
];
