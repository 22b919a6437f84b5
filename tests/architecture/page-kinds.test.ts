// Every kind of page is looked at in four languages: one that no visit in tests/journeys/page-kinds names is found here.
import { expect, it } from 'vitest';
import { modules } from '../../src/modules.ts';
import { kindOf } from '../journeys/page-kinds/visit.ts';
import { initiativeVisits } from '../journeys/page-kinds/visits/initiatives.ts';
import { newsVisits } from '../journeys/page-kinds/visits/news.ts';
import { officerVisits } from '../journeys/page-kinds/visits/officers.ts';
import { subscriptionVisits } from '../journeys/page-kinds/visits/subscriptions.ts';
import { learningVisits } from '../journeys/page-kinds/visits/learning.ts';
import { communityVisits } from '../journeys/page-kinds/visits/community.ts';
import { contactVisits } from '../journeys/page-kinds/visits/contact.ts';
import { threadVisits } from '../journeys/page-kinds/visits/threads.ts';
import { moneyVisits } from '../journeys/page-kinds/visits/money.ts';
import { participationVisits } from '../journeys/page-kinds/visits/participation.ts';
import { publicVisits } from '../journeys/page-kinds/visits/public.ts';
import { questionsVisits } from '../journeys/page-kinds/visits/questions.ts';
import { reportsVisits } from '../journeys/page-kinds/visits/reports.ts';
import { residentVisits } from '../journeys/page-kinds/visits/residents.ts';
import { staffVisits } from '../journeys/page-kinds/visits/staff.ts';

/** Pages that are looked at elsewhere, or that show nothing of their own. */
const elsewhere: Record<string, string> = {
  '/anmelden/zurueck': 'goes on to another page',
  '/anmelden/passkey': 'tests/journeys/passkeys.test.ts',
  '/demo/oidc-anmeldung/:uid': 'tests/journeys/passkeys.test.ts',
  '/demo/wallet/anfrage': 'goes on to another page',
  '/faelle/:ref/aktionen/:action': 'goes back to the case',
  '/faelle/:ref/entscheid': 'goes back to the case',
  '/faelle/:ref/rechnungen/:bill/zahlen': 'goes back to the case',
  '/geld/rechnungen/:id/freigaben/:relief': 'goes back to the bill',
  '/leistungen/:id/formular/neue-fassung': 'tests/journeys/new-version.test.ts',
  '/mitwirken': 'goes on to /mitreden',
  '/schalter/quittung/:ref': 'tests/journeys/counter.test.ts',
};

it('every page of a module is looked at by somebody', () => {
  const pages = modules
    .flatMap(({ routes }) => routes ?? [])
    .filter(({ kind, method }) => kind === 'page' && method === 'GET')
    .map(({ url }) => url);
  const visits = [
    ...publicVisits,
    ...residentVisits,
    ...staffVisits,
    ...officerVisits,
    ...communityVisits,
    ...contactVisits,
    ...threadVisits,
    ...participationVisits,
    ...initiativeVisits,
    ...newsVisits,
    ...learningVisits,
    ...questionsVisits,
    ...subscriptionVisits,
    ...reportsVisits,
    ...moneyVisits,
  ];
  const seen = new Set([...visits.flatMap((visit) => visit.pages.map(kindOf)), ...Object.keys(elsewhere)]);
  expect(pages.length).toBeGreaterThan(70);
  expect(pages.filter((url) => !seen.has(url))).toEqual([]);
});
