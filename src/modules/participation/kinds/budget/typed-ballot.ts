// A ballot as it is filled in: names of the fields, and what they say. Pure: pages and the script of secret ballots read the same.
import type { RawBallot } from '../../../../voting/ballots.ts';
import type { BallotKind } from '../../../../voting/election.ts';

export interface TypedBallot {
  ballot: RawBallot;
  /** Of projects: ids ticked, points by id, ids by rank; as typed, to be shown again. */
  ticked: readonly string[];
  points: Readonly<Record<string, string>>;
  ranks: readonly string[];
  /** Points that are no whole numbers. */
  unreadable: boolean;
}

/** What of a budget says which fields there are. */
export interface BallotForm {
  kind: Exclude<BallotKind, 'scoring'>;
  most: number;
  projects: readonly string[];
}

export const tickField = 'projekt';
export const pointsField = (id: string): string => `punkte-${id}`;
export const rankField = (rank: number): string => `rang-${rank}`;

/** @param valuesOf all values of a field; nothing of them is trusted */
export function typedBallot(
  { kind, most, projects }: BallotForm,
  valuesOf: (field: string) => readonly string[],
): TypedBallot {
  const textOf = (field: string) => {
    const values = valuesOf(field);
    return values.length === 1 ? (values[0] ?? '').trim() : '';
  };
  const ticked = valuesOf(tickField);
  const points = Object.fromEntries(projects.map((id) => [id, textOf(pointsField(id))]));
  const ranks = Array.from({ length: most }, (_, rank) => textOf(rankField(rank + 1)));
  const given = Object.entries(points).filter(([, text]) => text !== '' && !/^0+$/.test(text));
  const unreadable = given.some(([, text]) => !/^\d{1,4}$/.test(text));
  const chosen: Record<typeof kind, RawBallot> = {
    approval: { projects: ticked.slice(0, 500) },
    ordinal: { projects: ranks.filter((each) => each !== '') },
    cumulative: { projects: given.map(([id]) => id), points: given.map(([, text]) => Number(text)) },
  };
  return { ballot: chosen[kind], ticked, points, ranks, unreadable };
}
