// The pages of reports, of those who report, follow and work on them.
import { makeReport } from '../../../../src/modules/reports/actions/make-report.ts';
import { categoryById } from '../../../../src/modules/reports/reports-state.ts';
import { anonymous } from '../../../../src/kernel/actor.ts';
import { bareDb } from '../../../support/unguarded.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { look, type Visit } from '../visit.ts';

const place = 'ort.point=47.5584,7.5888';

/** One’s own report by its secret link, with an address that is not confirmed. */
async function ownReport({ app }: TestProgram): Promise<string> {
  const { id, key } = await makeReport(app, anonymous, {
    sentId: '0c7f9c39-6d5c-4d7a-a9a4-0f1d6bb0a001',
    category: categoryById(app, 'brunnen'),
    place: { words: 'beim Tor', place: undefined, point: { lon: 7.57, lat: 47.56 }, area: 'basel' },
    text: 'Läuft nicht.',
    answers: {},
    wordAnswers: {},
    photos: [],
    language: 'de',
    contact: { email: 'jemand@example.org' },
  });
  return `/meldungen/${id}/eigene/${key}`;
}

const accountReport = async ({ app }: TestProgram) => {
  const { report_id: id } = await bareDb(app)
    .selectFrom('reports.reporter')
    .select('report_id')
    .innerJoin('identity.account', 'identity.account.id', 'account_id')
    .where('subject', '=', 'resident-anna')
    .orderBy('report_id', 'desc')
    .executeTakeFirstOrThrow();
  return `/konto/meldungen/${id}`;
};

/** One of which words wait to be looked at. */
const waiting = async ({ app }: TestProgram) => {
  const { id } = await bareDb(app)
    .selectFrom('reports.report')
    .select('id')
    .where('unit', '=', 'tiefbauamt')
    .where('to_check', '=', true)
    .executeTakeFirstOrThrow();
  return `/meldungen/bearbeiten/${id}`;
};

export const reportsVisits: readonly Visit[] = [
  {
    who: 'someone who reports',
    pages: [
      '/melden',
      look('/melden/was', `/melden/was?${place}`),
      look('/melden/angaben', `/melden/angaben?${place}&art=schlagloch`),
      '/meldungen',
      look('/meldungen', '/meldungen?ansicht=tabelle&stand=geschlossen'),
      look('/meldungen/:id', '/meldungen/1'),
      look('/meldungen/:id', '/meldungen/3'),
      look('/meldungen/:id/eigene/:key', ownReport),
    ],
  },
  {
    who: 'resident-anna',
    first: '/meldungen',
    pages: ['/konto/meldungen', look('/konto/meldungen/:id', accountReport)],
  },
  {
    who: 'clerk-tiefbauamt',
    first: '/meldungen/bearbeiten',
    pages: ['/meldungen/bearbeiten', look('/meldungen/bearbeiten/:id', waiting)],
  },
];
