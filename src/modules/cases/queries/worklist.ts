// The worklist of a unit: open cases by due day, paged by key, with the names of applicants logged as uses.
import { sql } from 'kysely';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { casesInSight, heldBy } from '../../policy/index.ts';
import { legalBasesOf } from '../legal-basis.ts';
import { content } from './withhold.ts';
import { filterConditions, foundByRef, type WorklistFilter } from './worklist-filter.ts';

export const worklistViews = ['all', 'mine', 'free', 'waiting'] as const;
export type WorklistView = (typeof worklistViews)[number];

export interface WorklistItem {
  ref: string;
  serviceId: string;
  serviceVersion: number;
  state: string;
  due: string | null;
  paused: boolean;
  assigneeId: string | null;
  /** Undefined where the member of staff may not see it. */
  applicantName: string | undefined;
  channel: string;
  submittedAt: Date;
}

export interface WorklistPage {
  items: WorklistItem[];
  /** Opaque key of the next page. */
  next: string | null;
}

const lastDay = '9999-12-31';

/**
 * @param options.filter by words, a case whose applicant may not be named is found by its reference only: a page may hold fewer than `limit`
 * @param options.limit at most 100
 */
export async function worklist(
  app: App,
  actor: StaffActor,
  options: { view?: WorklistView; filter?: WorklistFilter; cursor?: string | undefined; limit?: number } = {},
): Promise<WorklistPage> {
  const limit = Math.min(options.limit ?? 25, 100);
  const seen = readPageKey(options.cursor, 'day', 'ref');
  const { view = 'all', filter = {} } = options;
  return transact(app, actor, async (tx) => {
    let query = tx.db
      .selectFrom('cases.matter')
      .select([
        'ref',
        'service_id',
        'service_version',
        'state',
        'due',
        'assignee_id',
        'applicant_name',
        'channel',
        'submitted_at',
        'owner_id',
        'unit',
      ])
      .where('closed_at', 'is', null)
      .where(casesInSight(app, actor))
      .orderBy(sql`coalesce(due, date '9999-12-31')`)
      .orderBy('ref')
      .limit(limit + 1);
    if (view === 'mine') query = query.where('assignee_id', '=', actor.id);
    if (view === 'free') query = query.where('assignee_id', 'is', null);
    if (view === 'waiting') query = query.where('state', '=', 'waiting-for-person');
    for (const condition of filterConditions(app, filter)) query = query.where(condition);
    if (seen)
      query = query.where(
        sql<boolean>`(coalesce(due, date '9999-12-31'), ref) > (${seen[0]}::date, ${seen[1]})`,
      );
    const rows = await query.execute();
    const fetched = rows.slice(0, limit);
    const named = await namesInSight(tx, actor, fetched);
    const shown = fetched.filter(({ ref }) => named.has(ref) || foundByRef(ref, filter));
    await recordListed(tx, shown, named);
    const last = fetched.at(-1);
    return {
      items: shown.map((row) => ({
        ref: row.ref,
        serviceId: row.service_id,
        serviceVersion: row.service_version,
        state: row.state,
        due: row.due,
        paused: row.due === null,
        assigneeId: row.assignee_id,
        applicantName: named.has(row.ref) ? row.applicant_name : undefined,
        channel: row.channel,
        submittedAt: row.submitted_at,
      })),
      next: pageKey(rows.length > limit && last ? [last.due ?? lastDay, last.ref] : undefined),
    };
  });
}

interface ListedRow {
  ref: string;
  service_id: string;
  service_version: number;
  unit: string;
  assignee_id: string | null;
}

/** References of the cases whose applicant may be named. What a member of staff holds is looked up once for the whole list. */
export async function namesInSight(
  tx: Transaction,
  actor: StaffActor,
  rows: readonly ListedRow[],
): Promise<Set<string>> {
  const named = new Set<string>();
  const held = heldBy(tx.app, tx.db, actor);
  for (const row of rows) {
    const definition = await requireServiceVersion(tx.app, row.service_id, row.service_version);
    const about = { unit: row.unit, assigneeId: row.assignee_id };
    if (await held.may(about, definition, content)) named.add(row.ref);
  }
  return named;
}

/** Somebody with several cases in a list is told once, and of the most that was shown. */
export async function recordListed(
  tx: Transaction,
  rows: readonly (Pick<ListedRow, 'ref' | 'service_id' | 'service_version'> & { owner_id: string })[],
  named: ReadonlySet<string>,
): Promise<void> {
  const people = new Map<string, { withName: boolean; services: ServiceDefinition[] }>();
  for (const row of rows) {
    const person = people.get(row.owner_id) ?? { withName: false, services: [] };
    person.withName ||= named.has(row.ref);
    person.services.push(await requireServiceVersion(tx.app, row.service_id, row.service_version));
    people.set(row.owner_id, person);
  }
  await tx.recordAccess(
    ...[...people].map(([subject, { withName, services }]) => ({
      kind: 'read' as const,
      subject,
      fields: [withName ? 'name' : 'caseState'],
      purpose: 'worklist',
      legalBasis: legalBasesOf(services),
    })),
  );
}

/** Figures above the list: open, overdue, due today, without a case worker; and how many each view holds. */
export async function worklistFigures(
  app: App,
  actor: StaffActor,
): Promise<{ open: number; overdue: number; today: number; free: number; mine: number; waiting: number }> {
  const row = await impersonal(app, 'count', (db) =>
    db
      .selectFrom('cases.matter')
      .select(({ fn }) => [
        fn.countAll<number>().as('open'),
        sql<number>`count(*) filter (where due < ${app.clock.today()}::date)`.as('overdue'),
        sql<number>`count(*) filter (where due = ${app.clock.today()}::date)`.as('today'),
        sql<number>`count(*) filter (where assignee_id is null)`.as('free'),
        sql<number>`count(*) filter (where assignee_id = ${actor.id})`.as('mine'),
        sql<number>`count(*) filter (where state = 'waiting-for-person')`.as('waiting'),
      ])
      .where('closed_at', 'is', null)
      .where(casesInSight(app, actor))
      .executeTakeFirstOrThrow(),
  );
  return {
    open: Number(row.open),
    overdue: Number(row.overdue),
    today: Number(row.today),
    free: Number(row.free),
    mine: Number(row.mine),
    waiting: Number(row.waiting),
  };
}
