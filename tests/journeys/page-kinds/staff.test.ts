// The pages of case workers and of the counter: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';

let seen = '';
let served = '';

testPageKinds([
  {
    who: 'clerk-fiona',
    first: '/arbeitsliste',
    before: async (page) => {
      await page.locator('a[href^="/faelle/"]').first().click();
      await page.getByRole('button', { name: 'Übernehmen' }).click();
      seen = new URL(page.url()).pathname;
    },
    paths: () => ['/arbeitsliste', seen],
  },
  {
    who: 'counter-erik',
    first: '/schalter',
    before: async (page) => {
      await page.fill('[name=ahv]', '756.9999.0010.14');
      await page.getByRole('button', { name: 'Suchen', exact: true }).click();
      await page.selectOption('select[name=service]', 'hund-anmelden');
      await page.getByRole('button', { name: 'Formular öffnen' }).click();
      await page.locator('[name=_add]').click();
      served = new URL(page.url()).pathname;
    },
    paths: () => [
      '/schalter',
      served,
      `${served}?pruefen=1`,
      '/vertretung/schalter',
      '/vertretung/schalter/widerruf',
    ],
  },
]);
