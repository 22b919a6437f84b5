// The pages that everyone sees: axe, HTML, width, four languages.
import { answerDog } from '../../support/dog.ts';
import { testPageKinds } from './page-kinds.ts';

testPageKinds([
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
