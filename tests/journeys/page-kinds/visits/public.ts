// The pages that everyone sees, the E-ID's and forms before signing in among them.
import type { Page } from 'playwright-core';
import { asIdentities, atOnce } from '../../../../src/modules/dialogue/testing/as-identities.ts';
import { answerDog } from '../../../support/dog.ts';
import { bareDb } from '../../../support/unguarded.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { look, type Visit } from '../visit.ts';

const eid = { waiting: '', fetched: '', asked: '' };

/** A sign-in by E-ID that waits for a wallet, and another one that the wallet has open. */
async function beginTwice(page: Page, { origin }: TestProgram): Promise<void> {
  const begin = async () => {
    await page.goto(`${origin}/anmelden`);
    await page.locator('#eid button').click();
    return new URL(page.url()).pathname;
  };
  eid.waiting = await begin();
  eid.fetched = await begin();
  await page.locator('#hier a.ds-button').click();
  eid.asked = new URL(page.url()).pathname;
}

const issuedCode = async ({ app }: TestProgram) =>
  (await bareDb(app).selectFrom('cases.document').select('verify_code').executeTakeFirstOrThrow())
    .verify_code;
const firstMail = async ({ app }: TestProgram) =>
  (await bareDb(app).selectFrom('kernel.mail').select('id').executeTakeFirstOrThrow()).id;

const form = '/leistungen/hund-anmelden/formular';

export const publicVisits: readonly Visit[] = [
  {
    who: 'someone with an E-ID',
    before: beginTwice,
    pages: [
      // Without looking by itself: it would reload while it is examined.
      look('/anmelden/eid/:id', () => `${eid.waiting}?still=1`),
      look('/anmelden/eid/:id', () => `${eid.fetched}?still=1`),
      look('/anmelden/eid/:id', '/anmelden/eid/00000000-0000-4000-8000-000000000000'),
      '/demo/wallet',
      look('/demo/wallet/anfragen/:id', () => eid.asked),
      look('/demo/wallet/anfragen/:id', () => `${eid.asked}?ausweis=anna`),
      look('/demo/wallet/ergebnis', '/demo/wallet/ergebnis?was=gesendet'),
    ],
  },
  {
    who: 'anonymous',
    // There is a letter to check, and a mail.
    before: async (_page, program) => {
      await asIdentities(program).submit(atOnce);
      await program.settle();
    },
    pages: [
      '/',
      '/leistungen',
      look('/leistungen/:id', '/leistungen/hund-anmelden'),
      look('/leistungen/:id/ablauf', '/leistungen/hund-anmelden/ablauf'),
      look('/leistungen/:id/bearbeitung', '/leistungen/hund-anmelden/bearbeitung'),
      look('/leistungen/:id/daten', '/leistungen/hund-anmelden/daten'),
      '/leistungen/zahlen',
      look('/suche', '/suche?q=hund'),
      look('/suche', '/suche?q=xyzzy'),
      '/stellen',
      look('/stellen/:id', '/stellen/veterinaeramt'),
      look('/lebenslagen/:id', '/lebenslagen/hund'),
      '/leicht',
      look('/leicht/lebenslagen/:id', '/leicht/lebenslagen/geburt'),
      look('/leicht/leistungen/:id', '/leicht/leistungen/hund-anmelden'),
      '/pflichten',
      look('/pflichten/ergebnis', '/pflichten/ergebnis'),
      look(
        '/pflichten/ergebnis',
        '/pflichten/ergebnis?f=hund&f=auto&hundSeit.day=31&hundSeit.month=2&hundSeit.year=2026',
      ),
      look('/lebenslagen/:id', '/lebenslagen/steuern'),
      look(
        '/lebenslagen/:id',
        '/lebenslagen/zuzug?von=ausland&auto=yes&schulkind=no&tag.day=1&tag.month=12&tag.year=2026',
      ),
      look('/lebenslagen/:id', '/lebenslagen/todesfall?schulden=vielleicht&tag.day=31&tag.month=2'),
      '/verify',
      look('/verify/:code', async (program) => `/verify/${await issuedCode(program)}`),
      look('/verify/:code', '/verify/AAAA-BBBB-CCCC'),
      '/log',
      '/log/pruefen',
      '/daten',
      look('/daten', '/daten?q=xyzzy'),
      look('/daten/:id', '/daten/case-figures'),
      look('/daten/:id', '/daten/reports'),
      '/datenkatalog',
      look('/datenkatalog', '/datenkatalog?q=ahv'),
      look('/datenkatalog/:table', '/datenkatalog/cases.matter'),
      '/datenkatalog/bearbeitungen',
      '/barrierefreiheit',
      '/datenschutz',
      '/quellcode',
      '/schnittstellen',
      '/demo/outbox',
      look('/demo/outbox/:id', async (program) => `/demo/outbox/${await firstMail(program)}`),
      look('/leistungen/:id/formular', form),
      '/anmelden',
      look('*', '/gibt-es-nicht'),
    ],
  },
  {
    who: 'anonymous',
    // Begun without signing in.
    before: async (page, { origin }) => {
      await page.goto(`${origin}${form}`);
      await page.locator('form.plainform button').click();
      await answerDog(page, 'labrador', '2026-11-24');
    },
    pages: [
      look('/leistungen/:id/formular', form),
      look('/leistungen/:id/formular/:page', `${form}/halter`),
      look('/leistungen/:id/formular/:page', `${form}/hunde`),
      look('/leistungen/:id/formular/:page/:item', `${form}/hunde/1`),
      look('/leistungen/:id/formular/pruefen', `${form}/pruefen`),
      look('/leistungen/:id/formular/verwerfen', `${form}/verwerfen`),
    ],
  },
];
