// The pages that everyone sees: axe, HTML, width, four languages.
import { answerDog } from '../../support/dog.ts';
import type { Page } from 'playwright-core';
import type { TestProgram } from '../../support/test-program.ts';
import { testPageKinds } from './page-kinds.ts';

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

testPageKinds([
  {
    who: 'someone with an E-ID',
    before: beginTwice,
    paths: () => [
      // Without looking by itself: it would reload while it is examined.
      `${eid.waiting}?still=1`,
      `${eid.fetched}?still=1`,
      '/anmelden/eid/00000000-0000-4000-8000-000000000000',
      '/demo/wallet',
      eid.asked,
      `${eid.asked}?ausweis=anna`,
      '/demo/wallet/ergebnis?was=gesendet',
    ],
  },
  {
    who: 'anonymous',
    paths: () => [
      '/',
      '/leistungen',
      '/leistungen/hund-anmelden',
      '/leistungen/hund-anmelden/ablauf',
      '/leistungen/hund-anmelden/bearbeitung',
      '/leistungen/hund-anmelden/daten',
      '/leistungen/zahlen',
      '/suche?q=hund',
      '/suche?q=xyzzy',
      '/stellen',
      '/stellen/veterinaeramt',
      '/lebenslagen/hund',
      '/verify',
      '/log',
      '/log/pruefen',
      '/barrierefreiheit',
      '/datenschutz',
      '/kontakt',
      '/schnittstellen',
      '/leistungen/hund-anmelden/formular',
      '/anmelden',
      '/gibt-es-nicht',
    ],
  },
  {
    who: 'anonymous',
    // Begun without signing in.
    before: async (page, { origin }) => {
      await page.goto(`${origin}/leistungen/hund-anmelden/formular`);
      await page.locator('form.plainform button').click();
      await answerDog(page, 'labrador', '2026-11-24');
    },
    paths: () => {
      const form = '/leistungen/hund-anmelden/formular';
      return [form, `${form}/halter`, `${form}/hunde`, `${form}/pruefen`, `${form}/verwerfen`];
    },
  },
]);
