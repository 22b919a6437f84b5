// A legal obstacle: a rule that keeps a service from being simple, what it blocks, how it could be changed, and how far that is. Pure.
import { isDeepStrictEqual } from 'node:util';
import { languages, type Language } from '../../kernel/i18n/texts.ts';

/** Found, a proposal is written, it is on its way through government and parliament, changed, or refused. */
export const obstacleStates = ['found', 'proposed', 'under-way', 'solved', 'refused'] as const;
export type ObstacleState = (typeof obstacleStates)[number];

export const obstacleParts = ['title', 'blocks', 'proposal'] as const;
export type ObstaclePart = (typeof obstacleParts)[number];
export type ObstacleText = Record<ObstaclePart, string>;
export const longestOfObstacle: Record<ObstaclePart, number> = { title: 120, blocks: 800, proposal: 800 };

export interface ObstacleContent {
  texts: Record<Language, ObstacleText>;
  /** Name of the act, as it is cited. */
  act: string;
  /** Its number in the collection of laws: `SG 153.260`; empty: not known. */
  number: string;
  article: string;
  /** Nobody has compared it with the law yet. */
  unverified: boolean;
  /** Services that it makes harder, besides those whose definition names it. */
  services: string[];
  /** Who prepares the change. */
  unit: string;
}

export interface Obstacle extends ObstacleContent {
  id: string;
  revision: number;
  state: ObstacleState;
  createdAt: Date;
  changedAt: Date;
}

/** Parts that are not written yet; a register that everyone reads has no gaps. */
export const lackingParts = (content: ObstacleContent): { language: Language; part: ObstaclePart }[] =>
  languages.flatMap((language) =>
    obstacleParts.filter((part) => content.texts[language][part] === '').map((part) => ({ language, part })),
  );

const written = (content: ObstacleContent): ObstacleContent => ({
  texts: content.texts,
  act: content.act,
  number: content.number,
  article: content.article,
  unverified: content.unverified,
  services: content.services,
  unit: content.unit,
});

export const sameObstacle = (one: ObstacleContent, other: ObstacleContent): boolean =>
  isDeepStrictEqual(written(one), written(other));

export const columnsOfObstacle = (content: ObstacleContent) => ({
  ...written(content),
  texts: JSON.stringify(content.texts),
});
