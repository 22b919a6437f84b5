// When the program is too busy to take more requests: only when it stays busy, not after one long task.

/** How often the event loop's delay is measured, in milliseconds. */
export const sampleInterval = 1000;
/** Milliseconds after which requests that find the program busy belong to another time of pressure. */
const apart = 15_000;

/**
 * The measure that a request finds is that of the last sample: one long task (the loading of the definitions, a slow start on a busy machine)
 * makes a whole second look busy when it is long over. Only what is still busy at a later sample is.
 * @returns called for a request that finds the program busy, with the time in milliseconds of any steady clock: whether to refuse it
 */
export function lastingPressure(): (now: number) => boolean {
  let since = -Infinity;
  let last = -Infinity;
  return (now) => {
    if (now - last > apart) since = now;
    last = now;
    return now - since > sampleInterval;
  };
}
