// An idea on its way, and how many points its judgement makes. Pure.
import type { Criterion } from '../community-config.ts';

export const stages = ['open', 'judged', 'chosen', 'declined'] as const;
export type Stage = (typeof stages)[number];

/** Of each criterion at most. */
export const mostPoints = 3;

export interface Judgement {
  criterion: string;
  points: number;
  reason: string;
}

/** Points of all criteria that the canton has now; undefined as long as one of them is missing. */
export function scoreOf(
  criteria: readonly Pick<Criterion, 'id'>[],
  judgements: readonly Pick<Judgement, 'criterion' | 'points'>[],
): { points: number; of: number } | undefined {
  const points = criteria.map(({ id }) => judgements.find(({ criterion }) => criterion === id)?.points);
  if (points.some((each) => each === undefined)) return undefined;
  return {
    points: points.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    of: criteria.length * mostPoints,
  };
}

/** A page of this site that an idea comes from or an initiative stands at; undefined for anything else. */
export function sitePath(typed: string): string | undefined {
  const text = typed.trim();
  return text.length <= 300 &&
    /^\/(?![/\\])[A-Za-z0-9/_~.%-]*(\?[A-Za-z0-9=&_.~%-]*)?(#[A-Za-z0-9_-]*)?$/.test(text)
    ? text
    : undefined;
}

/** What was typed as addresses, one a line, with or without this site before them. */
export function sourcesOf(typed: string, baseUrl: string): { paths: string[]; wrong: string[] } {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const paths = new Set<string>();
  const wrong: string[] = [];
  for (const line of lines) {
    const path = sitePath(line.startsWith(`${baseUrl}/`) ? line.slice(baseUrl.length) : line);
    if (path === undefined) wrong.push(line);
    else paths.add(path);
  }
  return { paths: [...paths], wrong };
}
