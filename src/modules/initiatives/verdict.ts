// Whether a benefit that was promised has come: judged from the figure alone, the same for everybody. Pure.

export const verdicts = ['reached', 'on-the-way', 'not-reached', 'not-enough-data'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Promised {
  /** What it was when it was promised. */
  baseline: number;
  /** What it is to be; the same as the baseline: it shall not get worse. */
  target: number;
  /** Civil day on which it is to be so. */
  dueOn: string;
}

export interface Judgement {
  verdict: Verdict;
  /** On the day or later: it is not judged again. */
  final: boolean;
  /** Share of the way from baseline to target; below 0 where it got worse. null: not known, or there is no way to go. */
  progress: number | null;
}

/** Figures are kept as floating point: this much is no difference. */
const epsilon = 1e-9;

/**
 * Before the day it is reached, on the way, or nowhere nearer than at the beginning; on the day only what is reached counts.
 * Too little data is said as such, also on the last day: it is neither a success nor a failure.
 * @param value what the measure says now; null where it says nothing
 * @param better in which direction the measure gets better; asked only where nothing shall change
 */
export function judge(
  promised: Promised,
  value: number | null,
  today: string,
  better: 'more' | 'less',
): Judgement {
  const final = today >= promised.dueOn;
  if (value === null || !Number.isFinite(value)) return { verdict: 'not-enough-data', final, progress: null };
  const { baseline, target } = promised;
  const way = target - baseline;
  const upward = way === 0 ? better === 'more' : way > 0;
  const reached = upward ? value >= target - epsilon : value <= target + epsilon;
  const progress = way === 0 ? null : (value - baseline) / way;
  if (reached) return { verdict: 'reached', final, progress };
  const nearer = progress !== null && progress > epsilon;
  return { verdict: nearer && !final ? 'on-the-way' : 'not-reached', final, progress };
}

/** Whether a judgement says something that the last one that was kept did not: only then is it kept. */
export function isNews(
  last: { verdict: string; value: number | null; sample: number | null; final: boolean } | undefined,
  next: { verdict: Verdict; value: number | null; sample: number | null; final: boolean },
): boolean {
  return (
    last === undefined ||
    last.verdict !== next.verdict ||
    last.value !== next.value ||
    last.sample !== next.sample ||
    last.final !== next.final
  );
}
