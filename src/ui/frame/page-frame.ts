/** What all pages of one request share: made once by the web layer, handed to `PageLayout`. */
import type { Children, LinkItem } from '../parts/link.tsx';
import type { Tone } from '../tone.ts';
import { type Lang, type UiLabels, languages } from '../labels.ts';

export interface PageAssets {
  /** Address of the hashed style sheet (`manifest.json`: "app.css"). */
  css: string;
  /** Address of the hashed font ("font"). */
  font: string;
  /** Address of the mark as icon ("icon"). */
  icon: string;
  /** Address of the script that suggests streets ("addresses"). */
  addresses: string;
}

/** @public */
export interface FooterColumn {
  title: string;
  links: readonly LinkItem[];
}

export interface PageFrame {
  labels: UiLabels;
  assets: PageAssets;
  /** Absolute address of the site without trailing slash, for canonical and alternate links. */
  baseUrl: string;
  /** Path and query of this page without `lang`, e.g. `/suche?q=hund`. */
  path: string;
  /** Name in the header and its second line, from the canton's data. */
  brand: { name: string; subtitle: string; href: string };
  /** Main areas; the first column of the footer repeats them (phones jump there by "Menü"). */
  navigation: readonly LinkItem[];
  /** Areas for which the line has no room: they open below it. */
  menu?: readonly LinkItem[] | undefined;
  /** Link at the right of the navigation: sign in, or the person's account. */
  account: {
    href: string;
    /** "Anmelden" or the person's name. */
    label: string;
    /** Shown before the name where there is room ("Mein Konto: "). */
    before?: string | undefined;
    /** Shown after the name where there is room (", Hundekontrolle"). */
    after?: string | undefined;
    current?: boolean | undefined;
    /** Address of the sign-out page; absent when nobody is signed in. */
    signOut?: string | undefined;
  };
  /** Present in demonstrations: the black strip and a link to the real site. */
  demo?: { realSite: { name: string; href: string } } | undefined;
  /** For whom somebody else acts on this page, and how to change it. */
  acting?: { tone: Tone; label: string; content: Children } | undefined;
  /** One warning that matters to everyone. */
  bar?: { tone: Tone; label: string; live?: 'alert' | 'status' | undefined; content: Children } | undefined;
  /** Links about this page, below its content. */
  below?: readonly LinkItem[] | undefined;
  footer: { columns: readonly FooterColumn[]; last: Children };
}

/** The same page in another language: `lang` replaces or joins the query (`?lang=`). */
export function inLanguage(path: string, lang: Lang): string {
  const [before = '/', hash] = path.split('#', 2);
  const [route = '/', query = ''] = before.split('?', 2);
  const pairs = query.split('&').filter((pair) => pair !== '' && !/^lang(=|$)/.test(pair));
  return `${route}?${[...pairs, `lang=${lang}`].join('&')}${hash ? `#${hash}` : ''}`;
}

/** All four addresses of a page, in the order of the language switch. */
export function languageLinks(path: string): readonly { lang: Lang; href: string }[] {
  return languages.map((lang) => ({ lang, href: inLanguage(path, lang) }));
}
