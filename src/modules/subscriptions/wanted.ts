// What somebody wants to follow, read from an address or a form: only what there is, and not more than can be matched.
import { announcementFacets } from '../../kernel/announcement.ts';
import type { App } from '../../kernel/app.ts';
import { termName } from './facet-words.ts';
import { paces, type Pace } from './paces.ts';
import { inOrder, mostOfAll, mostOfAny, readTerm, type Match } from './terms.ts';

export interface Wanted {
  /** In order. */
  terms: string[];
  match: Match;
  pace: Pace;
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );

const known = (app: App, texts: readonly string[]): string[] =>
  inOrder(
    texts.map(readTerm).filter((term) => term !== undefined && termName(app, term, 'de') !== undefined) as [],
  );

/** `?topic=bauen&area=riehen&topic=verkehr`; what there is not is left out. */
export function termsOfAddress(app: App, url: string): string[] {
  const query = new URL(url, 'http://here').searchParams;
  return known(
    app,
    announcementFacets.flatMap((facet) => query.getAll(facet).map((id) => `${facet}:${id}`)),
  ).slice(0, mostOfAny);
}

export type WantedFault = 'none' | 'unknown' | 'tooMany' | 'tooManyOfAll';

export function readWanted(app: App, body: Record<string, unknown>): Wanted & { fault?: WantedFault } {
  const asked = [...new Set(listOf(body['term']))];
  const terms = known(app, asked);
  const match: Match = body['match'] === 'all' ? 'all' : 'any';
  const pace = paces.find((each) => each === body['pace']) ?? 'weekly';
  const wanted = { terms: terms.slice(0, mostOfAny), match, pace };
  const fault: WantedFault | undefined =
    asked.length === 0
      ? 'none'
      : terms.length < asked.length
        ? 'unknown'
        : terms.length > mostOfAny
          ? 'tooMany'
          : match === 'all' && terms.length > mostOfAll
            ? 'tooManyOfAll'
            : undefined;
  return fault === undefined ? wanted : { ...wanted, fault };
}
