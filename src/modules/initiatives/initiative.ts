// An initiative: what is written about it in four languages, where it stands, and what is missing before it may be public. Pure.
import { isDeepStrictEqual } from 'node:util';
import { languages, type Language } from '../../kernel/i18n/texts.ts';

/** From the idea to what it has brought; `stopped` is an honest end, too. */
export const phases = ['idea', 'mandate', 'pilot', 'introduced', 'measuring', 'done', 'stopped'] as const;
export type Phase = (typeof phases)[number];

/** How somebody sees it: it goes well, it is in danger, it does not go. */
export const lights = ['well', 'danger', 'stuck'] as const;
export type Light = (typeof lights)[number];

/** Whose opinion it is: of those who do it, or of the Fachstelle. Neither replaces the other. */
export const sides = ['owner', 'hub'] as const;
export type Side = (typeof sides)[number];

export const parts = ['title', 'goal', 'people', 'before', 'future'] as const;
export type Part = (typeof parts)[number];
export type InitiativeText = Record<Part, string>;
export const longest: Record<Part, number> = {
  title: 120,
  goal: 500,
  people: 500,
  before: 1000,
  future: 1000,
};

/** What people write; empty parts are not written yet. */
export interface Content {
  texts: Record<Language, InitiativeText>;
  /** The unit that is responsible; empty: not said yet. */
  unit: string;
  topics: string[];
  services: string[];
  /** Units that take part. */
  partnerUnits: string[];
  /** Others that take part, by name: firms, associations, other cantons. */
  partners: string[];
  /** Initiatives that have to come first. */
  needs: string[];
  /** Legal obstacles in its way. */
  obstacles: string[];
  /** Addresses of what it came from: an idea, a contribution, a question. */
  origins: string[];
  startsOn: string | null;
  endsOn: string | null;
}

export interface Initiative extends Content {
  id: string;
  revision: number;
  phase: Phase;
  department: string;
  /** Account of the person who is responsible for it. */
  ownerId: string;
  ownerLight: Light | null;
  hubLight: Light | null;
  /** In Rappen, kept with each entry. */
  credit: number;
  spent: number;
  publishedAt: Date | null;
  changedAt: Date;
}

export interface PublicInitiative extends Initiative {
  publishedAt: Date;
}

export const isPublic = (each: Initiative | undefined): each is PublicInitiative =>
  each !== undefined && each.publishedAt !== null;

/** Whether it still goes on. */
export const isOpen = ({ phase }: Pick<Initiative, 'phase'>): boolean =>
  phase !== 'done' && phase !== 'stopped';

/** Empty where it may be published: four languages are whole, and it says who does it, what about, and from when until when. */
export function missing(content: Content): { texts: Partial<Record<Language, Part[]>>; facets: string[] } {
  const texts: Partial<Record<Language, Part[]>> = {};
  for (const language of languages) {
    const lacking = parts.filter((part) => content.texts[language][part] === '');
    if (lacking.length > 0) texts[language] = lacking;
  }
  const facets = [
    ...(content.unit === '' ? ['unit'] : []),
    ...(content.topics.length === 0 ? ['topics'] : []),
    ...(content.startsOn === null || content.endsOn === null ? ['days'] : []),
  ];
  return { texts, facets };
}

export function isComplete(content: Content): boolean {
  const { texts, facets } = missing(content);
  return Object.keys(texts).length === 0 && facets.length === 0;
}

const written = (content: Content): Content => ({
  texts: content.texts,
  unit: content.unit,
  topics: content.topics,
  services: content.services,
  partnerUnits: content.partnerUnits,
  partners: content.partners,
  needs: content.needs,
  obstacles: content.obstacles,
  origins: content.origins,
  startsOn: content.startsOn,
  endsOn: content.endsOn,
});

export const sameContent = (one: Content, other: Content): boolean =>
  isDeepStrictEqual(written(one), written(other));

/** The columns of the table for what people write. */
export const columnsOfContent = (content: Content) => ({
  texts: JSON.stringify(content.texts),
  unit: content.unit,
  topics: content.topics,
  services: content.services,
  partner_units: content.partnerUnits,
  partners: content.partners,
  needs: content.needs,
  obstacles: content.obstacles,
  origins: content.origins,
  starts_on: content.startsOn,
  ends_on: content.endsOn,
});

/** In the language of the reader, else in another one that is written already. */
export function titleOf({ texts }: Pick<Content, 'texts'>, language: Language): string | undefined {
  return [texts[language].title, ...languages.map((each) => texts[each].title)].find((title) => title !== '');
}
