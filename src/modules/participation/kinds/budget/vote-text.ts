// The text of a secret ballot: one spelling for each choice, so that what is signed says nothing besides. Browsers use it, too.
import type { RawBallot } from '../../../../voting/ballots.ts';

export const voteText = ({ projects, points }: RawBallot): string =>
  JSON.stringify(points ? { projects, points } : { projects });

/** @returns undefined for what `voteText` would not have written */
export function readVote(text: string): RawBallot | undefined {
  let vote: unknown;
  try {
    vote = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { projects, points } = (vote ?? {}) as { projects?: unknown; points?: unknown };
  if (!Array.isArray(projects) || !projects.every((each) => typeof each === 'string')) return undefined;
  if (points !== undefined && !(Array.isArray(points) && points.every((each) => Number.isSafeInteger(each))))
    return undefined;
  const ballot: RawBallot = { projects, ...(points !== undefined && { points: points as number[] }) };
  return voteText(ballot) === text ? ballot : undefined;
}
