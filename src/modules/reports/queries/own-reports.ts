// What an account has reported, newest first, by key; and one of them whole.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { listedColumns, type ListedReport } from './list-reports.ts';
import { historiesOf, readReport, type OneReport } from './one-report.ts';

/** On a page, and in a portion of the copy. */
export const mostOwn = 50;

export interface OwnReport extends ListedReport {
  asked: boolean;
  wordAnswers: Record<string, unknown>;
  answers: Record<string, unknown>;
  since: Date;
  mailLanguage: string;
}

export async function ownReports(
  app: App,
  actor: Pick<PersonActor, 'id'>,
  after?: string,
): Promise<OwnReport[]> {
  return ownData(app, actor, async (db) => {
    const { rows } = await sql<OwnReport>`
      select ${listedColumns}, r.asked, r.answers, coalesce(w.answers, '{}') as "wordAnswers", p.since,
        p.language as "mailLanguage"
      from reports.reporter p join reports.report r on r.id = p.report_id
      left join reports.words w on w.report_id = r.id
      where p.account_id = ${actor.id} ${after === undefined ? sql`` : sql`and p.report_id < ${after}::bigint`}
      order by p.report_id desc limit ${mostOwn + 1}`.execute(db);
    return rows;
  });
}

/** The same, each with its whole history and photos. */
export async function ownReportsWhole(
  app: App,
  actor: Pick<PersonActor, 'id'>,
  after?: string,
): Promise<(OwnReport & Pick<OneReport, 'steps' | 'photos'>)[]> {
  const items = await ownReports(app, actor, after);
  const histories = await ownData(app, actor, (db) =>
    historiesOf(
      db,
      items.map(({ id }) => id),
    ),
  );
  return items.map((item) => ({ ...item, ...(histories.get(item.id) ?? { steps: [], photos: [] }) }));
}

/** @returns undefined where it is not theirs */
export async function accountReport(
  app: App,
  actor: Pick<PersonActor, 'id'>,
  number: string,
  before?: string,
): Promise<OneReport | undefined> {
  const id = reportNumber(number);
  if (id === undefined) return undefined;
  return ownData(app, actor, async (db) => {
    const own = await db
      .selectFrom('reports.reporter')
      .select('report_id')
      .where('report_id', '=', id)
      .where('account_id', '=', actor.id)
      .executeTakeFirst();
    return own ? readReport(db, id, true, before) : undefined;
  });
}
