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

const releasedStatement = async ({ app }: TestProgram) => {
  const { id } = await bareDb(app)
    .selectFrom('participation.statement')
    .select('id')
    .where('released_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return `/mitreden/buergerraete/stellungnahmen/${id}`;
};

export const participationVisits: readonly Visit[] = [
  {
    who: 'someone who has their say',
    pages: [
      '/mitreden',
      '/mitreden/kalender',
      look('/mitreden/:id', '/mitreden/buergerraete'),
      look('/mitreden/:id', '/mitreden/nacht'),
      look('/mitreden/:id/fassungen', '/mitreden/buergerraete/fassungen'),
      look('/mitreden/:id/stellungnahmen/:statement', releasedStatement),
      look('/mitreden/:id/beitraege', '/mitreden/buergerraete/beitraege?art=suggestion'),
      look('/mitreden/:id/beitraege', '/mitreden/buergerraete/beitraege?zu=auslosung'),
      look('/mitreden/:id/beitraege/:contribution', firstContribution),
      '/mitreden/nachzaehlen',
      look('/mitreden/:id', '/mitreden/quartierbudget'),
      look('/mitreden/:id/ergebnis', '/mitreden/quartierbudget-vorjahr/ergebnis'),
      look('/mitreden/:id/urne', '/mitreden/quartierbudget-vorjahr/urne'),
      look('/mitreden/:id/adresse', '/mitreden/wasserspiele/adresse'),
      look('/mitreden/:id/code', '/mitreden/quartierbudget/code'),
      look('/mitreden/:id', '/mitreden/wasserspiele'),
      look('/mitreden/:id', '/mitreden/quartier-klybeck'),
      look('/mitreden/:id', '/mitreden/umfrage-rheinufer'),
      look('/mitreden/:id/bericht', '/mitreden/buergerraete/bericht'),
      look('/mitreden/:id/protokoll', '/mitreden/buergerraete/protokoll'),
      '/mitreden/regeln',
      '/mitreden/rechte',
    ],
  },
  {
    who: 'resident-anna',
    first: '/mitreden',
    pages: [
      look('/mitreden/:id/kommentieren', '/mitreden/buergerraete/kommentieren?zu=zweck'),
      look('/mitreden/:id/vorschlag', '/mitreden/buergerraete/vorschlag?zu=auslosung'),
      look('/mitreden/:id/stellungnahme', '/mitreden/buergerraete/stellungnahme'),
      look('/mitreden/:id/stimmzettel', '/mitreden/quartierbudget/stimmzettel'),
      look('/mitreden/:id/aussagen', '/mitreden/nacht/aussagen'),
      look('/mitreden/:id/vorschlagen', '/mitreden/nacht/vorschlagen'),
      look('/mitreden/:id/unterstuetzen', '/mitreden/wasserspiele/unterstuetzen'),
      look('/mitreden/:id/idee', '/mitreden/quartier-klybeck/idee'),
      look('/mitreden/:id/umfrage', '/mitreden/umfrage-rheinufer/umfrage'),
      look('/mitreden/:id', '/mitreden/quartier-klybeck'),
      '/konto/mitreden',
    ],
  },
  {
    who: 'delta-bookkeeper',
    first: '/mitreden',
    pages: [
      look('/mitreden/:id/stellungnahme', '/mitreden/buergerraete/stellungnahme'),
      look('/mitreden/:id/stellungnahme/text', '/mitreden/buergerraete/stellungnahme/text?zu=auftrag'),
    ],
  },
  {
    who: 'moderator-luca',
    first: '/mitwirkung',
    pages: [
      '/mitwirkung',
      look('/mitwirkung/:id', '/mitwirkung/buergerraete?pult=unanswered'),
      look('/mitwirkung/beitrag/:contribution', async (program) =>
        (await firstContribution(program)).replace('/mitreden/buergerraete/beitraege', '/mitwirkung/beitrag'),
      ),
      look('/mitwirkung/:id', '/mitwirkung/nacht?pult=waiting'),
      look('/mitwirkung/:id/fassung', '/mitwirkung/buergerraete/fassung'),
      look('/mitwirkung/:id/fassung/:paragraph', '/mitwirkung/buergerraete/fassung/auftrag'),
      look('/mitwirkung/:id/codes', '/mitwirkung/quartierbudget/codes'),
    ],
  },
];
