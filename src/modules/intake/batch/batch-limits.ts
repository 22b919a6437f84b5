// How much one batch may hold, and how many lines of a company may wait.

export const batchLimits = {
  lines: 5000,
  /** Bytes of one line. */
  line: 256 * 1024,
  /** Bytes of the whole batch. */
  bytes: 64 * 1024 * 1024,
  /** Lines of a company that are not worked off yet. */
  waiting: 20_000,
} as const;
