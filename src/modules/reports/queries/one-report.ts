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
  steps: ReportStep[];
  photos: ReportPhoto[];
}

const moreColumns = sql<OneReport>`r.answers, r.closed_at as "closedAt", r.merged_into as "mergedInto", r.elsewhere, r.asked,
  r.to_check as "toCheck", coalesce(w.answers, '{}') as "wordAnswers",
  (select state from reports.words any_words where any_words.report_id = r.id) as "wordsState"`;

/** @param all also what waits, is hidden, or stands between the unit and whoever has reported */
export async function readReport(
  db: Database,
  id: number,
  all: boolean,
): Promise<(OneReport & { secretHash: Buffer | null }) | undefined> {
  const { rows } = await sql<OneReport & { secretHash: Buffer | null }>`
    select ${listedColumns}, ${moreColumns}, r.secret_hash as "secretHash" from reports.report r
    left join reports.words w on w.report_id = r.id ${all ? sql`` : sql`and w.state = 'shown'`}
    where r.id = ${id}::bigint`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const steps = await db
    .selectFrom('reports.step')
    .select(['id', 'at', 'kind', 'state', 'unit', 'note', 'said_by as saidBy', 'shown'])
    .where('report_id', '=', id)
    .orderBy('id')
    .limit(500)
    .execute();
  const photos = await db
    .selectFrom('reports.photo')
    .select(['file_id as fileId', 'step_id as stepId', 'state', 'width', 'height'])
    .where('report_id', '=', id)
    .$if(!all, (query) => query.where('state', '=', 'shown'))
    .orderBy('at')
    .orderBy('file_id')
    .execute();
  return { ...row, steps: all ? steps : steps.flatMap(publicStep), photos };
}

/** Of a step that waits or is private only that it happened, and not what was said. */
function publicStep(step: ReportStep): ReportStep[] {
  if (step.shown === 'shown') return [step];
  return step.shown === 'private' ? [] : [{ ...step, note: '' }];
}

/** @param number as an address names it */
export async function publicReport(app: App, number: string): Promise<OneReport | undefined> {
  const id = reportNumber(number);
  if (id === undefined) return undefined;
  const found = await impersonal(app, 'published', (db) => readReport(db, id, false));
  if (!found) return undefined;
  const { secretHash: _, ...report } = found;
  return report;
}

/** As its reporter sees it: with what nobody else does. */
export async function ownReport(
  app: App,
  number: string,
  key: string,
): Promise<(OneReport & { contact: 'none' | 'unconfirmed' | 'confirmed' }) | undefined> {
  const id = reportNumber(number);
  if (id === undefined) return undefined;
  return ownData(app, { kind: 'anonymous', tokenHash: hashOf(key) }, async (db) => {
    const found = await readReport(db, id, true);
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
