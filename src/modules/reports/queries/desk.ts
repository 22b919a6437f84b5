// The unit's desk: what waits, by category, state and promised day; and one report as those see it who work on it.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { unitIdsInSight, unitsInSight } from '../../policy/index.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { recordFor } from '../actions/record-for.ts';
import { requireUnit } from '../permissions.ts';
import { readReport, waitingSteps, type OneReport, type ReportStep } from './one-report.ts';
import type { ReportState } from '../states.ts';

export const desks = ['open', 'new', 'working', 'overdue', 'reopened', 'check', 'closed'] as const;
export type Desk = (typeof desks)[number];

export interface DeskItem {
  id: number;
  category: string;
  area: string;
  unit: string;
  state: ReportState;
  dueOn: string;
  requestedAt: Date;
  supports: number;
  reopened: number;
  asked: boolean;
  toCheck: boolean;
  place: string | null;
  lon: number | null;
  lat: number | null;
}

const statesOf: Record<Desk, readonly ReportState[]> = {
  open: ['reported', 'working'],
  new: ['reported'],
  working: ['working'],
  overdue: ['reported', 'working'],
  reopened: ['reported'],
  check: ['reported', 'working', 'fixed', 'elsewhere', 'declined', 'merged'],
  closed: ['fixed', 'elsewhere', 'declined'],
};

/** The first due comes first. Nobody is shown a person: neither words nor who has reported. */
export async function deskReports(
  app: App,
  actor: StaffActor,
  wanted: {
    desk: Desk;
    category?: string | undefined;
    limit: number;
    after?: readonly [due: string, id: string] | undefined;
  },
): Promise<{ items: DeskItem[]; next: string | null }> {
  const { desk, category, limit, after } = wanted;
  const { rows } = await sql<DeskItem>`
    select r.id, r.category, r.area, r.unit, r.state, r.due_on::text as "dueOn", r.requested_at as "requestedAt",
      r.supports, r.reopened, r.asked, r.to_check as "toCheck", r.place, r.lon, r.lat
    from unnest(${unitIdsInSight(app, actor, 'reports')}::text[]) as own (unit)
    cross join unnest(${[...statesOf[desk]]}::text[]) as asked (state)
    cross join lateral (
      select * from reports.report each
      where each.unit = own.unit and each.state = asked.state
        ${category === undefined ? sql`` : sql`and each.category = ${category}`}
        ${desk === 'overdue' ? sql`and each.due_on < ${app.clock.today()}::date` : sql``}
        ${desk === 'reopened' ? sql`and each.reopened > 0` : sql``}
        ${desk === 'check' ? sql`and each.to_check` : sql``}
        ${after === undefined ? sql`` : sql`and (each.due_on, each.id) > (${after[0]}::date, ${after[1]}::bigint)`}
      order by each.due_on, each.id limit ${limit + 1}
    ) r
    order by r.due_on, r.id limit ${limit + 1}`.execute(app.db);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.dueOn, String(last.id)]) };
}

/** How many of a state are the unit's, from counts that are kept. */
export async function deskCounts(app: App, actor: StaffActor): Promise<Map<string, number>> {
  const rows = await app.db
    .selectFrom('reports.tally')
    .select('state')
    .select(({ fn }) => fn.sum<string>('count').as('count'))
    .where(unitsInSight(app, actor, 'reports'))
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

export interface DeskReport extends OneReport {
  /** Whether there is somebody who would get an answer. */
  answerable: boolean;
  /** Steps that wait to be looked at, however old. */
  waiting: ReportStep[];
}

/** With what waits to be looked at; whoever has reported with an account sees that somebody has read it. @throws Fault NOT_FOUND, FORBIDDEN */
export async function deskReport(
  app: App,
  actor: StaffActor,
  number: string,
  before?: string,
): Promise<DeskReport> {
  const id = reportNumber(number);
  if (id === undefined) throw new Fault('NOT_FOUND');
  return transact(app, actor, async (tx) => {
    const found = await readReport(tx.db, id, true, before);
    if (!found) {
      tx.impersonal('find-rights');
      throw new Fault('NOT_FOUND');
    }
    requireUnit(app, actor, found.unit);
    const reporter = await tx.db
      .selectFrom('reports.reporter')
      .select('report_id')
      .where('report_id', '=', id)
      .executeTakeFirst();
    await recordFor(tx, id, 'read');
    const { secretHash: _, ...report } = found;
    return { ...report, answerable: reporter !== undefined, waiting: await waitingSteps(tx.db, id) };
  });
}
