/** All words the components themselves need, in four languages; pages hand them down as one `labels`. */
import de from './labels/de.json' with { type: 'json' };
import en from './labels/en.json' with { type: 'json' };
import fr from './labels/fr.json' with { type: 'json' };
import it from './labels/it.json' with { type: 'json' };

/** The four languages every page exists in. German is the source. */
export type Lang = 'de' | 'fr' | 'it' | 'en';
export const languages: readonly Lang[] = ['de', 'fr', 'it', 'en'];

/** Two plural forms are enough for the four languages; `{count}` is filled in by `plural`. */
export interface Plural {
  one: string;
  other: string;
}

/** Status codes for which the product has a page of its own (`ErrorPage`). */
export const errorStatuses = [
  '400',
  '401',
  '403',
  '404',
  '405',
  '409',
  '410',
  '413',
  '415',
  '422',
  '429',
  '500',
  '503',
] as const;
export type ErrorStatus = (typeof errorStatuses)[number];

/** What an error page says: what happened, why or what it means, and what to do next. @public */
export interface ErrorWords {
  title: string;
  text: string;
  next: string;
}

/** Common words of the interface. `{name}` marks a place that `fill` fills. */
export interface UiLabels {
  /** Language of these words, also the language that pages declare (WCAG 3.1.1). */
  lang: Lang;
  /** BCP 47 tag for `<html lang>`, Swiss variant. */
  locale: string;
  frame: {
    skip: string;
    demoRegion: string;
    demoTitle: string;
    demoText: string;
    /** `{site}` */
    realSite: string;
    language: string;
    mainNavigation: string;
    menu: string;
    overview: string;
    /** Opens the areas that have no room in the line. */
    moreAreas: string;
    path: string;
    account: string;
    signIn: string;
    signOut: string;
    /** Prefix of the page title when a form has errors (WCAG 2.4.2). */
    errorPrefix: string;
  };
  form: {
    optional: string;
    errorSummary: Plural;
    /** `{number}` `{total}` */
    stepOf: string;
    lastStep: string;
    /** `{count}` */
    minutesLeft: Plural;
    progress: string;
    stepDone: string;
    stepCurrent: string;
    next: string;
    back: string;
    saveForLater: string;
    submit: string;
    cancel: string;
    save: string;
    confirm: string;
    change: string;
    remove: string;
    addAnother: string;
    notRight: string;
    yes: string;
    no: string;
    choose: string;
    typeToFind: string;
    didYouMean: string;
    wholeList: string;
    known: string;
    knownIntro: string;
    /** `{source}` `{date}` */
    sourceAsOf: string;
    noItems: string;
    noAnswer: string;
    /** An entry that still lacks something. */
    incomplete: string;
    /** `{count}` */
    upTo: Plural;
    francs: string;
  };
  date: { day: string; month: string; year: string };
  address: { street: string; houseNumber: string; postalCode: string; town: string };
  signature: {
    name: string;
    agree: string;
    note: string;
    seenName: string;
    seen: string;
    seenNote: string;
    scanned: string;
    scannedNote: string;
    spoken: string;
    spokenNote: string;
  };
  appointment: { chosen: string; earlier: string; later: string; none: string };
  location: Record<
    | 'text'
    | 'textHint'
    | 'place'
    | 'placeNone'
    | 'point'
    | 'pointHint'
    | 'open'
    | 'map'
    | 'marker'
    | 'zoomIn'
    | 'zoomOut'
    | 'rough'
    | 'unset'
    | 'failed'
    | 'current',
    string
  >;
  file: { choose: string; uploaded: string; replace: string; more: string };
  list: {
    more: string;
    select: string;
    noResults: string;
    showing: string;
    sorted: string;
  };
  search: { label: string; placeholder: string; submit: string; filter: string };
  due: {
    today: string;
    tomorrow: string;
    yesterday: string;
    dueToday: string;
    daysLeft: Plural;
    daysOverdue: Plural;
    daysAgo: Plural;
    days: Plural;
  };
  state: { new: string; open: string; done: string; paused: string };
  dataClass: { public: string; internal: string; confidential: string; sensitive: string };
  unit: { responsible: string; help: string; openNow: string; closedNow: string };
  amount: { francs: Plural };
  error: Record<ErrorStatus, ErrorWords> & { label: string; reference: string; home: string; search: string };
}

const byLang: Readonly<Record<Lang, UiLabels>> = {
  de: { ...de, lang: 'de' },
  fr: { ...fr, lang: 'fr' },
  it: { ...it, lang: 'it' },
  en: { ...en, lang: 'en' },
};

/** The words of one language. */
export function uiLabels(lang: Lang): UiLabels {
  return byLang[lang];
}

/** Puts values into the `{name}` places of a text; an unknown place stays visible so that a test sees it. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The right plural form with `{count}` filled in. French counts 0 as singular, the others do not. */
export function plural(forms: Plural, count: number, lang: Lang): string {
  const one = lang === 'fr' ? Math.abs(count) < 2 : Math.abs(count) === 1;
  return fill(one ? forms.one : forms.other, { count });
}
