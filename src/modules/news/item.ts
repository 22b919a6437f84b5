// A piece of news: what it says in which language, what it is about, where it stands, and what is missing before it may appear.
import { isDeepStrictEqual } from 'node:util';
import { languages, type Language, type LocalText } from '../../kernel/i18n/texts.ts';

export const parts = ['title', 'lead', 'body'] as const;
export type Part = (typeof parts)[number];
export type NewsText = Record<Part, string>;
export const longest: Record<Part, number> = { title: 120, lead: 300, body: 8000 };

export const states = ['draft', 'scheduled', 'published', 'withdrawn'] as const;
export type State = (typeof states)[number];

export const correctionKinds = ['spelling', 'facts', 'addition'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/** What people write; empty parts are not written yet. */
export interface Content {
  texts: Record<Language, NewsText>;
  topics: string[];
  /** Municipalities; none: the whole canton. */
  areas: string[];
  /** Empty: not said yet. */
  unit: string;
  services: string[];
  processes: string[];
  fourEyes: boolean;
}

export interface Item extends Content {
  id: string;
  state: State;
  revision: number;
  writtenBy: string;
  approvedBy: string | null;
  publishAt: Date | null;
  publishedAt: Date | null;
  changedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnReason: LocalText | null;
  updatedAt: Date;
}

/** What everyone may read: it appeared once, and keeps its address when it is withdrawn. */
export interface PublicItem extends Item {
  publishedAt: Date;
  changedAt: Date;
}

/** Empty where it may be published: all four languages are whole, and it says what it is about and who says it. */
export function missing(content: Content): { texts: Partial<Record<Language, Part[]>>; facets: string[] } {
  const texts: Partial<Record<Language, Part[]>> = {};
  for (const language of languages) {
    const lacking = parts.filter((part) => content.texts[language][part] === '');
    if (lacking.length > 0) texts[language] = lacking;
  }
  const facets = [
    ...(content.topics.length === 0 ? ['topics'] : []),
    ...(content.unit === '' ? ['unit'] : []),
  ];
  return { texts, facets };
}

export function isComplete(content: Content): boolean {
  const { texts, facets } = missing(content);
  return Object.keys(texts).length === 0 && facets.length === 0;
}

const written = ({ texts, topics, areas, unit, services, processes, fourEyes }: Content): Content => ({
  ...{ texts, topics, areas, unit, services, processes, fourEyes },
});

export const sameContent = (one: Content, other: Content): boolean =>
  isDeepStrictEqual(written(one), written(other));

/** The columns of the table for what people write. */
export const columnsOfContent = (content: Content) => ({
  texts: JSON.stringify(content.texts),
  topics: content.topics,
  areas: content.areas,
  unit: content.unit,
  services: content.services,
  processes: content.processes,
  four_eyes: content.fourEyes,
});
