// One report with its history and photos: as everyone sees it, or as whoever has reported does.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { hashOf } from '../../../kernel/secret.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { fitsKey } from '../report-key.ts';
import { listedColumns, type ListedReport } from './list-reports.ts';

export interface ReportStep {
  id: number;
  at: Date;
  kind: string;
  state: string;
  unit: string;
  note: string;
  saidBy: string;
  shown: string;
}

export interface ReportPhoto {
  fileId: string;
  stepId: number | null;
  state: string;
  width: number;
  height: number;
}

export interface OneReport extends ListedReport {
  answers: Record<string, unknown>;
  closedAt: Date | null;
  mergedInto: number | null;
  elsewhere: string | null;
  asked: boolean;
  toCheck: boolean;
  wordAnswers: Record<string, unknown>;
  /** Whether there are words at all: shown, waiting or hidden. */
  wordsState: string | null;
  /** The newest, or those before one; the oldest of them first. */
  steps: ReportStep[];
  /** Key of the steps before them; null where there are none. */
  olderSteps: number | null;
  photos: ReportPhoto[];
}

/** On a page. */
export const pageOfSteps = 100;
const stepColumns = ['id', 'at', 'kind', 'state', 'unit', 'note', 'said_by as saidBy', 'shown'] as const;

const moreColumns = sql<OneReport>`r.answers, r.closed_at as "closedAt", r.merged_into as "mergedInto", r.elsewhere, r.asked,
  r.to_check as "toCheck", coalesce(w.answers, '{}') as "wordAnswers",
  (select state from reports.words any_words where any_words.report_id = r.id) as "wordsState"`;

/**
 * @param all also what waits, is hidden, or stands between the unit and whoever has reported
 * @param before number of a step: the history before it
 */
export async function readReport(
  db: Database,
  id: number,
  all: boolean,
  before?: string,
): Promise<(OneReport & { secretHash: Buffer | null }) | undefined> {
  const { rows } = await sql<OneReport & { secretHash: Buffer | null }>`
    select ${listedColumns}, ${moreColumns}, r.secret_hash as "secretHash" from reports.report r
    left join reports.words w on w.report_id = r.id ${all ? sql`` : sql`and w.state = 'shown'`}
    where r.id = ${id}::bigint`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const found = await db
    .selectFrom('reports.step')
    .select(stepColumns)
    .where('report_id', '=', id)
    .$if(!all, (query) => query.where('shown', '<>', 'private'))
    .$if(before !== undefined, (query) => query.where('id', '<', sql<number>`${before}::bigint`))
    .orderBy('id', 'desc')
    .limit(pageOfSteps + 1)
    .execute();
  const steps = found.slice(0, pageOfSteps).reverse();
  const olderSteps = found.length > pageOfSteps ? (steps[0]?.id ?? null) : null;
  const photos = await db
    .selectFrom('reports.photo')
    .select(['file_id as fileId', 'step_id as stepId', 'state', 'width', 'height'])
    .where('report_id', '=', id)
    .$if(!all, (query) => query.where('state', '=', 'shown'))
    .orderBy('at')
    .orderBy('file_id')
    .execute();
  return { ...row, steps: all ? steps : steps.map(publicStep), olderSteps, photos };
}

/** Of a step that waits only that it happened, and not what was said. */
const publicStep = (step: ReportStep): ReportStep => (step.shown === 'shown' ? step : { ...step, note: '' });

/** One step as everyone may see it, however many there are. */
export async function publicStepOf(app: App, report: number, id: number): Promise<ReportStep | undefined> {
  const step = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('reports.step')
      .select(stepColumns)
      .where('report_id', '=', report)
      .where('id', '=', id)
      .where('shown', '<>', 'private')
      .executeTakeFirst(),
  );
  return step && publicStep(step);
}

/** What of the history waits to be looked at, all of it. */
export const waitingSteps = (db: Database, id: number): Promise<ReportStep[]> =>
  db
    .selectFrom('reports.step')
    .select(stepColumns)
    .where('report_id', '=', id)
    .where('shown', '=', 'waiting')
    .orderBy('id')
    .execute();

/** The whole histories and all photos of several reports, by their numbers. */
export async function historiesOf(
  db: Database,
  ids: readonly number[],
): Promise<Map<number, { steps: ReportStep[]; photos: ReportPhoto[] }>> {
  const found = new Map(ids.map((id) => [id, { steps: [] as ReportStep[], photos: [] as ReportPhoto[] }]));
  if (ids.length === 0) return found;
  const steps = await db
    .selectFrom('reports.step')
    .select([...stepColumns, 'report_id'])
    .where('report_id', 'in', ids)
    .orderBy('id')
    .execute();
  for (const { report_id: report, ...step } of steps) found.get(report)?.steps.push(step);
  const photos = await db
    .selectFrom('reports.photo')
    .select(['report_id', 'file_id as fileId', 'step_id as stepId', 'state', 'width', 'height'])
    .where('report_id', 'in', ids)
    .orderBy('at')
    .orderBy('file_id')
    .execute();
  for (const { report_id: report, ...photo } of photos) found.get(report)?.photos.push(photo);
  return found;
}

/** @param number as an address names it */
export async function publicReport(
  app: App,
  number: string,
  before?: string,
): Promise<OneReport | undefined> {
  const id = reportNumber(number);
  if (id === undefined) return undefined;
  const found = await impersonal(app, 'published', (db) => readReport(db, id, false, before));
  if (!found) return undefined;
  const { secretHash: _, ...report } = found;
  return report;
}

/** As its reporter sees it: with what nobody else does. */
export async function ownReport(
  app: App,
  number: string,
  key: string,
  before?: string,
): Promise<(OneReport & { contact: 'none' | 'unconfirmed' | 'confirmed' }) | undefined> {
  const id = reportNumber(number);
  if (id === undefined) return undefined;
  return ownData(app, { kind: 'anonymous', tokenHash: hashOf(key) }, async (db) => {
    const found = await readReport(db, id, true, before);
    if (!found || !fitsKey(found.secretHash, key)) return undefined;
    const reporter = await db
      .selectFrom('reports.reporter')
      .select('confirmed_at')
      .where('report_id', '=', id)
      .executeTakeFirst();
    const { secretHash: _, ...report } = found;
    const contact = reporter ? (reporter.confirmed_at ? 'confirmed' : 'unconfirmed') : 'none';
    return { ...report, contact };
  });
}
