// What a histogram of days says: the value below which a share of all lies. Pure.

export interface Bucket {
  days: number;
  count: number;
}

/** The least number of days within which at least this share was answered; undefined of nothing. */
export function quantile(buckets: readonly Bucket[], share: number): number | undefined {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  let reached = 0;
  for (const { days, count } of buckets.toSorted((a, b) => a.days - b.days)) {
    reached += count;
    if (total > 0 && reached >= share * total) return days;
  }
  return undefined;
}
