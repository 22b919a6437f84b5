// Who comes and who waits: pure. A place that is free goes to whoever has asked first.

/** Whether there is a place now, for one more. Who waits goes before whoever asks only now. */
export const hasPlace = (event: { capacity: number | null; coming: number; waiting: number }): boolean =>
  event.capacity === null || (event.coming < event.capacity && event.waiting === 0);

/** How many of those who wait get a place. */
export function movingUp(event: { capacity: number | null; coming: number; waiting: number }): number {
  if (event.capacity === null) return event.waiting;
  return Math.max(0, Math.min(event.waiting, event.capacity - event.coming));
}
