// A register that does not answer is left alone for a while, so that nobody waits for it: the circuit breaker of one process.

export interface Circuit {
  /** False while the register is left alone; true for everyone else, and for one who tries whether it is back. */
  mayAsk(now: number): boolean;
  /** What came of asking: `answered` also where the register said no. */
  settle(answered: boolean, now: number): void;
}

/** @param pause milliseconds for which it is left alone after `failures` in a row */
export function createCircuit({ failures, pause }: { failures: number; pause: number }): Circuit {
  let inARow = 0;
  let openUntil = 0;
  return {
    mayAsk(now) {
      if (inARow < failures) return true;
      if (now < openUntil) return false;
      // One tries; the others go on without until it is settled.
      openUntil = now + pause;
      return true;
    },
    settle(answered, now) {
      inARow = answered ? 0 : inARow + 1;
      if (inARow >= failures) openUntil = now + pause;
    },
  };
}
