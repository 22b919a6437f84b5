// Tests of proportions as Polis uses them, with one success and one try added, so that few votes prove little.

/** One in ten would look like this by chance (one-sided). */
export function isSignificant(z: number): boolean {
  return z > 1.2816;
}

/** Share with Laplace's rule: (successes + 1) / (tries + 2). */
export function likelihood(successes: number, tries: number): number {
  return (successes + 1) / (tries + 2);
}

/** Whether more than half: z of one proportion. */
export function overHalf(successes: number, tries: number): number {
  return 2 * Math.sqrt(tries + 1) * ((successes + 1) / (tries + 1) - 0.5);
}

/** Whether more than elsewhere: z of two proportions. */
export function overOthers(
  successes: number,
  tries: number,
  elsewhere: number,
  triesElsewhere: number,
): number {
  const [a, n, b, m] = [successes + 1, tries + 1, elsewhere + 1, triesElsewhere + 1];
  const pooled = (a + b) / (n + m);
  return pooled === 1 ? 0 : (a / n - b / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
}
