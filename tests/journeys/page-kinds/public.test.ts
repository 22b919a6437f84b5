// The pages that everyone sees: axe, HTML, width, four languages.
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
      '/anmelden',
      '/gibt-es-nicht',
    ],
  },
]);
