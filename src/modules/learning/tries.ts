// How often somebody may try a test: pure. After some tries in vain they wait, then they may try as often again.
import type { Course } from './course.ts';

export interface PastTries {
  /** In vain, since the test was last passed. */
  failed: number;
  lastFinishedAt: Date | undefined;
}

const hour = 3_600_000;

/** From when on the next try may begin; undefined: now. */
export function waitUntil(
  past: PastTries,
  { most, waitHours }: Course['tries'],
  now: Date,
): Date | undefined {
  const { failed, lastFinishedAt } = past;
  if (failed === 0 || failed % most !== 0 || lastFinishedAt === undefined) return undefined;
  const until = new Date(lastFinishedAt.getTime() + waitHours * hour);
  return until > now ? until : undefined;
}

/** Tries that are left before one has to wait. */
export const triesLeft = ({ failed }: PastTries, { most }: Course['tries']): number => most - (failed % most);
