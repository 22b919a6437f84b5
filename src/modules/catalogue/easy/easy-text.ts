// Pages in easy language as the canton's folder holds them: their shape, and how the running program finds them.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';

const Line = Type.String({ minLength: 3, maxLength: 160 });
const Lines = Type.Array(Line, { minItems: 1, maxItems: 12 });
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const closed = { additionalProperties: false };

export const WordsSchema = Type.Record(Id, Type.Object({ word: Line, lines: Lines }, closed));
/** Ids of the hard words that a page explains at its end. */
const Words = Type.Array(Id, { uniqueItems: true });

export const EasyHomeSchema = Type.Object(
  {
    title: Line,
    lead: Lines,
    sections: Type.Array(
      Type.Object(
        {
          title: Line,
          lines: Lines,
          link: Type.Optional(
            Type.Object({ href: Type.String({ pattern: '^/[a-z-/]*$' }), label: Line }, closed),
          ),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    words: Words,
  },
  closed,
);

export const EasyEventSchema = Type.Object(
  {
    title: Line,
    about: Lines,
    /** In order; `service` is where it is done. */
    steps: Type.Array(Type.Object({ lines: Lines, service: Type.Optional(Id) }, closed), { minItems: 1 }),
    words: Words,
  },
  closed,
);

export const EasyServiceSchema = Type.Object(
  {
    title: Line,
    /** What it is; for whom; how to do it; what is important. Cost, time and sign-in come from the definition. */
    about: Lines,
    who: Lines,
    steps: Lines,
    good: Type.Optional(Lines),
    words: Words,
  },
  closed,
);

/** Words that stand in what is said of every service, so that a canton has to explain them. */
export const wordsOfServices = ['konto', 'formular', 'entscheid', 'rekurs', 'einsprache'] as const;

export type EasyHome = Static<typeof EasyHomeSchema>;
export type EasyEvent = Static<typeof EasyEventSchema>;
export type EasyService = Static<typeof EasyServiceSchema>;
export type EasyWords = Static<typeof WordsSchema>;

export interface EasyTexts {
  home: EasyHome;
  /** By life event and by service. */
  events: ReadonlyMap<string, EasyEvent>;
  services: ReadonlyMap<string, EasyService>;
  words: EasyWords;
}

/** Without `texts` this canton has no pages in easy language. */
export const easyOf = perApp<{ texts: EasyTexts | undefined }>('The pages in easy language');

/** The page in easy language about a life event or a service, where there is one. */
export function easyAddress(app: App, kind: 'events' | 'services', id: string): string | undefined {
  const has = easyState(app)?.[kind].has(id) ?? false;
  return has ? `/leicht/${kind === 'events' ? 'lebenslagen' : 'leistungen'}/${id}` : undefined;
}

export function easyState(app: App): EasyTexts | undefined {
  return easyOf.of(app).texts;
}

/** To `/leicht`, in a canton that has it. */
export function easyHomeLink(app: App, language: Language): { label: string; href: string }[] {
  return easyState(app) ? [{ label: catalogueTexts(language)('easy.label'), href: '/leicht' }] : [];
}
