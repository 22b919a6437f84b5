// How checks of the structure report: at an authored place, doubled ids, and the names that would be known.
import type { AuthoredPath } from './definition-fault.ts';

export type Report = (path: AuthoredPath, code: string, message: string) => void;

export function checkDoubles(
  ids: readonly string[],
  path: (index: number) => AuthoredPath,
  what: string,
  report: Report,
): void {
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    if (seen.has(id)) report(path(index), 'DUPLICATE_ID', `There is already a ${what} «${id}».`);
    seen.add(id);
  });
}

/** `; known are a, b`, for the end of a message. */
export const known = (ids: Iterable<string>): string => {
  const list = [...ids];
  return list.length === 0
    ? ''
    : `; known are ${list.slice(0, 30).join(', ')}${list.length > 30 ? ' …' : ''}`;
};
