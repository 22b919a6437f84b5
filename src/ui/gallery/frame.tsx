/** The frame of the gallery pages: invented content of the reference design, used by tests only. */
import { inLanguage, type PageAssets, type PageFrame } from '../frame/page-frame.ts';
import { uiLabels, type Lang } from '../labels.ts';

const links = (...labels: string[]): { label: string; href: string }[] =>
  labels.map((label) => ({ label, href: `/${encodeURIComponent(label.toLowerCase())}` }));

const publicAreas = ['Leistungen', 'Pflichten und Termine', 'Mitreden', 'Fragen und melden', 'Offene Zahlen'];
const staffAreas = ['Arbeitsliste', 'Geschäfte', 'Lernen', 'Drehscheibe der Vorhaben', 'Werkstatt'];

export interface GalleryFrame {
  assets: PageAssets;
  lang?: Lang;
}

/** A frame as the web layer makes it for one request. */
export function galleryFrame(
  { assets, lang = 'de' }: GalleryFrame,
  path: string,
  who: 'nobody' | 'resident' | 'staff',
  current: number,
): PageFrame {
  const areas = links(...(who === 'staff' ? staffAreas : publicAreas));
  const labels = uiLabels(lang);
  return {
    labels,
    assets,
    baseUrl: 'https://drehscheibe.example',
    path,
    brand: {
      name: 'Drehscheibe',
      subtitle: 'Kanton Basel-Stadt (Demonstration)',
      href: inLanguage('/', lang),
    },
    navigation: areas.map((area, index) => ({ ...area, current: index === current })),
    menu: who === 'staff' ? links('Verzeichnis', 'Gemeinschaft') : [],
    account: {
      nobody: { href: '/anmelden', label: labels.frame.signIn },
      resident: {
        href: '/konto',
        label: 'Lea Muster',
        before: `${labels.frame.account}: `,
        current: current === -1,
        signOut: '/abmelden',
      },
      staff: { href: '/konto', label: 'R. Beispiel', after: ', Hundekontrolle', signOut: '/abmelden' },
    }[who],
    demo: { realSite: { name: 'bs.ch', href: 'https://www.bs.ch' } },
    footer: {
      columns: [
        {
          title: 'Hilfe',
          links: links('Frage stellen', 'Telefon und Schalter', 'Leichte Sprache', 'Gebärdensprache'),
        },
        {
          title: 'Vertrauen',
          links: links('Wer hat meine Daten angesehen?', 'Datenschutz', 'Barrierefreiheit', 'Ombudsstelle'),
        },
        {
          title: 'Offen',
          links: links('Offene Daten', 'Schnittstellen', 'Quellcode (EUPL 1.2)', 'So messen wir uns'),
        },
      ],
      last: 'Drehscheibe, Demonstration mit öffentlichen Angaben zum Kanton Basel-Stadt. Stand 24. November 2026, 09.10 Uhr.',
    },
  };
}
