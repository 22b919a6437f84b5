// Initiatives in time: where each bar begins and ends between the first and the last month that is shown. Pure.

export interface Span {
  id: string;
  startsOn: string;
  endsOn: string;
}

export interface Bar {
  id: string;
  /** Percent of the width. */
  from: number;
  width: number;
}

export interface Timeline {
  /** First day of the first month, first day after the last one. */
  first: string;
  last: string;
  bars: Bar[];
  /** Where today stands; null: outside. */
  today: number | null;
  /** January of each year within, with where it stands. */
  years: { year: number; at: number }[];
}

const dayOf = (civil: string): number => Date.parse(`${civil}T00:00:00Z`) / 86_400_000;
const monthOf = (civil: string): string => `${civil.slice(0, 7)}-01`;
const nextMonth = (civil: string): string => {
  const [year = 0, month = 0] = civil.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
};
const round = (value: number): number => Math.round(value * 10) / 10;

/** Too short to be seen is not invisible: in percent. */
const thinnest = 0.6;

/** undefined where there is nothing to show. */
export function timelineOf(spans: readonly Span[], today: string): Timeline | undefined {
  if (spans.length === 0) return undefined;
  const first = monthOf(spans.map(({ startsOn }) => startsOn).toSorted()[0] ?? today);
  const last = nextMonth(
    spans
      .map(({ endsOn }) => endsOn)
      .toSorted()
      .at(-1) ?? today,
  );
  const whole = dayOf(last) - dayOf(first);
  const at = (civil: string) => ((dayOf(civil) - dayOf(first)) / whole) * 100;
  const years: Timeline['years'] = [];
  for (let year = Number(first.slice(0, 4)); `${year}-01-01` < last; year++)
    if (`${year}-01-01` >= first) years.push({ year, at: round(at(`${year}-01-01`)) });
  return {
    ...{ first, last, years },
    today: today >= first && today < last ? round(at(today)) : null,
    bars: spans.map(({ id, startsOn, endsOn }) => {
      const from = at(startsOn);
      // The last day belongs to it.
      const until = at(endsOn) + 100 / whole;
      return { id, from: round(from), width: round(Math.max(thinnest, until - from)) };
    }),
  };
}
