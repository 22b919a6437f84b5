// The pages of case workers and of the counter.
import { look, type Visit } from '../visit.ts';

let seen = '';
let served = '';

export const staffVisits: readonly Visit[] = [
  {
    who: 'clerk-fiona',
    first: '/arbeitsliste',
    before: async (page) => {
      await page.locator('a[href^="/faelle/"]').first().click();
      await page.getByRole('button', { name: 'Übernehmen' }).click();
      seen = new URL(page.url()).pathname;
    },
    pages: [
      '/arbeitsliste',
      look('/arbeitsliste', () => '/arbeitsliste?q=bs&zustand=in-review'),
      look('/faelle/:ref', () => seen),
      look('/warum', () => `/warum?geschaeft=${seen.split('/').at(-1)}`),
      '/warum',
      '/notfallzugriff',
      '/konto/passkeys',
    ],
  },
  {
    who: 'counter-erik',
    first: '/schalter',
    before: async (page) => {
      await page.fill('[name=ahv]', '756.9999.0010.14');
      await page.getByRole('button', { name: 'Suchen', exact: true }).click();
      await page.selectOption('select[name=service]', 'hund-anmelden');
      await page.check('[name=identification][value=document]');
      await page.getByRole('button', { name: 'Formular öffnen' }).click();
      await page.locator('[name=_add]').click();
      served = new URL(page.url()).pathname;
    },
    pages: [
      '/schalter',
      look('/schalter/:draft', () => served),
      look('/schalter/:draft', () => `${served}?pruefen=1`),
      '/schalter/bekanntgabe',
      '/vertretung/schalter',
      '/vertretung/schalter/widerruf',
      '/versand',
    ],
  },
];
