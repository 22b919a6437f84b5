// What the benchmark says about its measurements: middle values, ratios, one JSON object a line. Pure.

/** One measured task and what it is held against. */
export interface Figure {
  task: string;
  value: number;
  unit: string;
  /** In the unit of `value`. */
  limit: number;
  /** What the limit is, in words. */
  against: string;
  /** Which direction of `value` and `ratio` is good. */
  better: 'higher' | 'lower';
  /** How many single operations the value rests on. */
  n: number;
  /** What exactly was measured, where the task does not say it: a service, an example. */
  subject?: string;
}

/** The middle value; of an even number, the mean of the two in the middle. @throws RangeError for none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing');
  return (lower + upper) / 2;
}

/** How much of the limit the value is: 0.5 is half of it. @throws RangeError where nothing was measured */
export function ratioOf(value: number, limit: number): number {
  if (!Number.isFinite(value) || !Number.isFinite(limit) || value < 0 || limit <= 0)
    throw new RangeError(`There is no ratio of ${value} to ${limit}`);
  return value / limit;
}

/** Four digits that count are more than any run here can repeat. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** The line that programs read (one JSON object, no line break). */
export function lineOf({ value, limit, ...words }: Figure): string {
  const { task, unit, against, better, n, subject } = words;
  const ratio = rounded(ratioOf(value, limit));
  return JSON.stringify({
    task,
    value: rounded(value),
    unit,
    ratio,
    against,
    limit: rounded(limit),
    better,
    n,
    ...(subject === undefined ? {} : { subject }),
  });
}

export interface Sample {
  /** In the task's unit. */
  value: number;
  n: number;
}

/**
 * Measures both sides by turns, so that whatever else the machine does falls on both.
 * @returns the middle value of each side, and on how many operations that of ours rests
 */
export async function byTurns(
  rounds: number,
  ours: () => Promise<Sample>,
  limit: () => Promise<Sample>,
): Promise<{ value: number; limit: number; n: number }> {
  const values: Sample[] = [];
  const limits: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    limits.push(await limit());
    values.push(await ours());
  }
  return {
    value: median(values.map((each) => each.value)),
    limit: median(limits.map((each) => each.value)),
    n: values.reduce((sum, each) => sum + each.n, 0),
  };
}
