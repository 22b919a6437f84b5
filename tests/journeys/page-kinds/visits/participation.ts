// The pages of participation, of those who read, take part and look after it.
import { bareDb } from '../../../support/unguarded.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { look, type Visit } from '../visit.ts';

const firstContribution = async ({ app }: TestProgram) => {
  const { id } = await bareDb(app)
    .selectFrom('participation.contribution')
    .select('id')
    .where('process_id', '=', 'buergerraete')
    .where('act', '=', 'comment')
    .executeTakeFirstOrThrow();
  return `/mitreden/buergerraete/beitraege/${id}`;
};

export const participationVisits: readonly Visit[] = [
  {
    who: 'someone who has their say',
    pages: [
      '/mitreden',
      '/mitreden/kalender',
      look('/mitreden/:id', '/mitreden/buergerraete'),
      look('/mitreden/:id', '/mitreden/nacht'),
      look('/mitreden/:id/beitraege', '/mitreden/buergerraete/beitraege?zu=auslosung'),
      look('/mitreden/:id/beitraege/:contribution', firstContribution),
      '/mitreden/nachzaehlen',
      look('/mitreden/:id', '/mitreden/quartierbudget'),
      look('/mitreden/:id/ergebnis', '/mitreden/quartierbudget-vorjahr/ergebnis'),
    ],
  },
  {
    who: 'resident-anna',
    first: '/mitreden',
    pages: [
      look('/mitreden/:id/kommentieren', '/mitreden/buergerraete/kommentieren?zu=zweck'),
      look('/mitreden/:id/stimmzettel', '/mitreden/quartierbudget/stimmzettel'),
      look('/mitreden/:id/aussagen', '/mitreden/nacht/aussagen'),
      look('/mitreden/:id/vorschlagen', '/mitreden/nacht/vorschlagen'),
    ],
  },
  {
    who: 'moderator-luca',
    first: '/mitreden',
    pages: [look('/mitreden/:id/pruefen', '/mitreden/nacht/pruefen')],
  },
];
