// What a subscription is about, as terms and keys. Pure: an announcement hits a subscription exactly when they share a key.
import { announcementFacets, type Announcement, type AnnouncementFacet } from '../../kernel/announcement.ts';

export type Match = 'any' | 'all';

/** One thing to follow: `topic:bauen`. */
export interface Term {
  facet: AnnouncementFacet;
  id: string;
}

/** So that an announcement of many terms has few keys: 793 of those that combine, and one of each that does not. */
export const mostOfAll = 4;
const mostCombined = 12;
/** News have at most 24; only a report into which many were merged would have more. */
const mostAnnounced = 60;
export const mostOfAny = 20;

export const written = ({ facet, id }: Term): string => `${facet}:${id}`;

export function readTerm(text: string): Term | undefined {
  const [, facet = '', id = ''] = /^([a-z]+):([\w.-]{1,80})$/.exec(text) ?? [];
  const known = announcementFacets.find((each) => each === facet);
  return known && { facet: known, id };
}

/** In one order and each once, so that the same wish is the same subscription. */
export const inOrder = (terms: readonly Term[]): string[] => [...new Set(terms.map(written))].toSorted();

/** @param terms in order */
export const keysOfSubscription = (terms: readonly string[], match: Match): string[] =>
  match === 'any' ? [...terms] : [terms.join('|')];

export function termsOf({ about }: Pick<Announcement, 'about'>): string[] {
  const terms = announcementFacets.flatMap((facet) => (about[facet] ?? []).map((id) => ({ facet, id })));
  return inOrder(terms.slice(0, mostAnnounced));
}

const rank = (term: string): number => announcementFacets.findIndex((facet) => term.startsWith(`${facet}:`));

/**
 * Each term, and all combinations that a subscription to all of several terms can ask for; where there are too many terms, of
 * those that people combine: topics, municipalities and units before pages. @param terms in order
 */
export function keysOfAnnouncement(terms: readonly string[]): string[] {
  const combined = new Set(terms.toSorted((one, other) => rank(one) - rank(other)).slice(0, mostCombined));
  const combinations: string[][] = [[]];
  for (const term of terms.filter((each) => combined.has(each)))
    for (const before of [...combinations])
      if (before.length < mostOfAll) combinations.push([...before, term]);
  const alone = terms.filter((each) => !combined.has(each));
  return [...combinations.filter(({ length }) => length > 0).map((each) => each.join('|')), ...alone];
}
