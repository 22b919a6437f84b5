// Keeps what the library has computed with days, times and durations, which takes it long.
import { FeelDate, FeelDuration, FeelTime } from 'feelin';
import type { Frame } from './closure.ts';

const mostRemembered = 200;

/** Given what the library computes with: the same days, times and durations come again, for each person who asks on this day. */
export function remembering(
  library: (frame: Frame, values: readonly unknown[]) => unknown,
): (frame: Frame, values: readonly unknown[]) => unknown {
  const results = new Map<string, unknown>();
  return (frame, values) => {
    const key = keyOf(values);
    if (key === undefined) return library(frame, values);
    let result = results.get(key);
    if (result === undefined) {
      result = library(frame, values);
      if (results.size >= mostRemembered) results.clear();
      results.set(key, result);
    }
    return result;
  };
}

/** Undefined unless all are days, times or durations, and there is one. */
function keyOf(values: readonly unknown[]): string | undefined {
  let key: string | undefined;
  for (const value of values) {
    if (!isTemporal(value)) return undefined;
    key = key === undefined ? value.iso : `${key} ${value.iso}`;
  }
  return key;
}

/** Values that their text says completely. */
export const isTemporal = (value: unknown): value is { iso: string } =>
  value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDuration;
