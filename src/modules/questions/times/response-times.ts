// The times to first answers as everyone sees them: by unit, by month, with small counts protected.
import { sql } from 'kysely';
import { addMonths, workingDaysBetween } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { protectSmall, smallestShown } from '../../participation/index.ts';
import { quantile, type Bucket } from './quantile.ts';

export interface Times {
  /** null: fewer than five, or hidden so that those can't be reckoned. */
  answered: number | null;
  /** Working days; null with `answered`. */
  median: number | null;
  ninety: number | null;
  /** Share answered within the promise. */
  within: number | null;
}

export interface UnitTimes extends Times {
  unit: string;
  open: number | null;
}

export interface ResponseTimes {
  from: string;
  until: string;
  all: Times & {
    open: number;
    /** Working days that the oldest one of all has waited. */
    oldest: number | null;
  };
  units: UnitTimes[];
  months: (Times & { month: string })[];
}

interface Row extends Bucket {
  unit: string;
  month: string;
  within: number;
}

const months = 12;

/** @param unit its months only; the units and all stay those of the canton */
export async function responseTimes(app: App, unit?: string): Promise<ResponseTimes> {
  const until = app.clock.today();
  const from = addMonths(`${until.slice(0, 7)}-01`, 1 - months);
  const rows: Row[] = await app.db
    .selectFrom('questions.response')
    .select(['unit', 'month', 'days', 'count', 'within'])
    .where('month', '>=', from)
    .where('kind', '=', 'question')
    .execute();
  const open = await app.db
    .selectFrom('questions.response_open')
    .select(['unit', 'count'])
    .where('kind', '=', 'question')
    .where('count', '>', 0)
    .orderBy('unit')
    .execute();
  const byUnit = Map.groupBy(rows, (row) => row.unit);
  const units = [...new Set([...byUnit.keys(), ...open.map((each) => each.unit)])].toSorted();
  const shown = shownCounts(units, (each) => sumOf(byUnit.get(each) ?? []));
  const shownOpen = shownCounts(units, (each) => open.find((of) => of.unit === each)?.count ?? 0);
  const byMonth = Map.groupBy(unit === undefined ? rows : (byUnit.get(unit) ?? []), (row) => row.month);
  const all = monthsSince(from);
  const shownMonths = shownCounts(all, (month) => sumOf(byMonth.get(month) ?? []));
  return {
    ...{ from, until },
    all: {
      ...timesOf(rows, sumOf(rows) < smallestShown ? null : sumOf(rows)),
      open: open.reduce((sum, { count }) => sum + count, 0),
      oldest: await oldestWait(
        app,
        open.map((each) => each.unit),
      ),
    },
    units: units.map((each) => ({
      unit: each,
      ...timesOf(byUnit.get(each) ?? [], shown.get(each) ?? null),
      open: shownOpen.get(each) ?? null,
    })),
    months: all.map((month) => ({
      month: month.slice(0, 7),
      ...timesOf(byMonth.get(month) ?? [], shownMonths.get(month) ?? null),
    })),
  };
}

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** None is said as it is; from one to four are hidden, and with a single one another that could be used to reckon it. */
function shownCounts(
  groups: readonly string[],
  count: (group: string) => number,
): Map<string, number | null> {
  const some = groups.map((group) => ({ group, count: count(group) })).filter((each) => each.count > 0);
  const shown = new Map(protectSmall(some).map((each) => [each.group, each.count]));
  return new Map(groups.map((group) => [group, shown.has(group) ? (shown.get(group) ?? null) : 0]));
}

function timesOf(rows: readonly Row[], answered: number | null): Times {
  if (answered === null || answered === 0) return { answered, median: null, ninety: null, within: null };
  return {
    answered,
    median: quantile(rows, 0.5) ?? null,
    ninety: quantile(rows, 0.9) ?? null,
    within: rows.reduce((sum, { within }) => sum + within, 0) / sumOf(rows),
  };
}

function monthsSince(from: string): string[] {
  return Array.from({ length: months }, (_, index) => addMonths(from, index));
}

/** Each unit's oldest one is the first of its index. */
async function oldestWait(app: App, units: readonly string[]): Promise<number | null> {
  if (units.length === 0) return null;
  const { rows } = await impersonal(app, 'count', (db) =>
    sql<{ at: Date | null }>`select min(oldest.at) as at
      from unnest(${[...units]}::text[]) as each(unit),
      lateral (select asked_at as at from questions.question
        where unit = each.unit and first_answer_at is null and state <> 'withdrawn'
        order by asked_at limit 1) as oldest`.execute(db),
  );
  const at = rows[0]?.at;
  if (!at) return null;
  return workingDaysBetween(dayInSwitzerland(at), app.clock.today(), holidaysOf(app));
}
