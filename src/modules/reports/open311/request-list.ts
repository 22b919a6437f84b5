// Requests and updates of Open311: reports as everyone sees them, of 90 days and a thousand at most; by index, newest first.
import { sql, type RawBuilder } from 'kysely';
import { swissInstant } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName } from '../../organisation/index.ts';
import { reportNumber } from '../actions/hold-report.ts';
import { areaName, categoryName, whereOf } from '../pages/report-words.tsx';
import { listedColumns, type ListedReport } from '../queries/list-reports.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { asState, isOpen } from '../states.ts';
import { moment, span, text, texts, type Fields } from './arguments.ts';
import { Open311Fault, type Value } from './format.ts';
import { serviceByCode } from './service-list.ts';

const most = 1000;

interface RequestRow extends ListedReport {
  closedAt: Date | null;
  elsewhere: string | null;
  mergedInto: number | null;
  /** What the unit has said last. */
  said: string | null;
  photo: string | null;
}

const columns = sql`${listedColumns}, r.closed_at as "closedAt", r.elsewhere, r.merged_into as "mergedInto",
  (select s.note from reports.step s where s.report_id = r.id and s.said_by = 'staff' and s.shown = 'shown'
    and s.kind in ('said', 'fixed', 'elsewhere', 'declined') and s.note <> '' order by s.id desc limit 1) as said,
  (select p.file_id from reports.photo p where p.report_id = r.id and p.state = 'shown'
    order by p.at, p.file_id limit 1) as photo`;

const read = async (app: App, chosen: RawBuilder<unknown>): Promise<RequestRow[]> =>
  impersonal(app, 'published', async (db) => {
    const { rows } = await sql<RequestRow>`select ${columns} from (${chosen}) r
      left join reports.words w on w.report_id = r.id and w.state = 'shown'
      order by r.requested_at desc, r.id desc`.execute(db);
    return rows;
  });

export async function requestsById(app: App, ids: readonly string[], language: Language): Promise<Value[]> {
  const known = ids.flatMap((each) => reportNumber(each) ?? []).slice(0, most);
  if (known.length === 0) return [];
  const rows = await read(app, sql`select * from reports.report where id = any(${[...known]}::bigint[])`);
  return rows.map((row) => requestValue(app, row, language));
}

const statusStates: Record<string, readonly string[]> = {
  open: ['reported', 'working'],
  closed: ['fixed', 'elsewhere', 'declined', 'merged'],
};

/** @throws Open311Fault 400, 404 */
export async function requestList(app: App, fields: Fields, language: Language): Promise<Value> {
  const ids = texts(fields, 'service_request_id');
  if (ids.length > 0) return { each: 'request', items: await requestsById(app, ids, language) };
  const codes = texts(fields, 'service_code').map((code) => serviceByCode(app, code).id);
  const statuses = texts(fields, 'status').map((each) => each.toLowerCase());
  if (statuses.some((each) => !Object.hasOwn(statusStates, each)))
    throw new Open311Fault(400, 'status must be open, closed, or both.');
  const asked = statuses.flatMap((each) => statusStates[each] ?? []);
  const since = updatedSpan(fields);
  const { from, to } = since ?? span(fields, app.clock.now());
  const column = since ? sql`updated_at` : sql`requested_at`;
  const rows = await read(
    app,
    sql`select * from reports.report where ${column} >= ${from} and ${column} <= ${to}
      ${codes.length > 0 ? sql`and category = any(${codes}::text[])` : sql``}
      ${asked.length > 0 ? sql`and state = any(${asked}::text[])` : sql``}
      order by ${column} desc, id desc limit ${most}`,
  );
  return { each: 'request', items: rows.map((row) => requestValue(app, row, language)) };
}

/** An extension that servers have: what was changed in a range, whenever it was reported. */
function updatedSpan(fields: Fields): { from: Date; to: Date } | undefined {
  if (text(fields, 'updated_after') === undefined && text(fields, 'updated_before') === undefined)
    return undefined;
  const from = moment(fields, 'updated_after') ?? new Date(0);
  const to = moment(fields, 'updated_before') ?? new Date(8.64e14);
  if (from > to) throw new Open311Fault(400, 'updated_after must not be after updated_before.');
  return { from, to };
}

const w3 = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

function requestValue(app: App, row: RequestRow, language: Language): Value {
  const t = reportsTexts(language);
  const open = isOpen(row.state);
  const state = asState(row.state);
  const notes = [
    t(`state.${state}`),
    ...(row.elsewhere === null ? [] : [row.elsewhere]),
    ...(row.mergedInto === null ? [] : [t('one.merged', { number: String(row.mergedInto) })]),
    ...(row.said === null ? [] : [row.said]),
  ];
  const days = reportsOf(app).byId.get(row.category)?.days ?? 0;
  const where = whereOf(app, row, language);
  return {
    service_request_id: String(row.id),
    status: open ? 'open' : 'closed',
    status_notes: notes.join('. '),
    service_name: categoryName(app, row.category, language),
    service_code: row.category,
    description: row.text,
    agency_responsible: unitName(app, row.unit, language),
    service_notice: open && days > 0 ? t('open311.notice', { count: days }) : null,
    requested_datetime: w3(row.requestedAt),
    updated_datetime: w3(!open && row.closedAt ? row.closedAt : row.updatedAt),
    // The promised day ends at midnight in Switzerland.
    expected_datetime: open ? w3(new Date(swissInstant({ day: row.dueOn, time: '23:59' }))) : null,
    address: [where, areaName(app, row.area)].filter((each) => each !== '').join(', '),
    address_id: null,
    zipcode: null,
    lat: row.lat,
    long: row.lon,
    media_url: row.photo === null ? null : `${app.config.baseUrl}/meldungen/${row.id}/foto/${row.photo}`,
  };
}

interface UpdateRow {
  id: number;
  report: number;
  state: string;
  at: Date;
  note: string;
  kind: string;
  photo: string | null;
}

/** Steps that everyone may read, oldest first. @throws Open311Fault 400 */
export async function updateList(app: App, fields: Fields, language: Language): Promise<Value> {
  const t = reportsTexts(language);
  const { from, to } = span(fields, app.clock.now());
  const { rows } = await impersonal(app, 'published', (db) =>
    sql<UpdateRow>`select s.id, s.report_id as report, s.state, s.at, s.note, s.kind,
        (select p.file_id from reports.photo p where p.report_id = s.report_id and p.step_id = s.id
          and p.state = 'shown' order by p.file_id limit 1) as photo
      from reports.step s where s.at >= ${from} and s.at <= ${to} and s.shown = 'shown' and s.kind <> 'made'
      order by s.at, s.id limit ${most}`.execute(db),
  );
  return {
    each: 'request_update',
    items: rows.map(({ id, report, state, at, note, kind, photo }) => ({
      update_id: String(id),
      service_request_id: String(report),
      status: isOpen(state) ? 'OPEN' : 'CLOSED',
      updated_datetime: w3(at),
      description:
        kind === 'merged' || kind === 'joined' || note === '' ? t(`state.${asState(state)}`) : note,
      media_url: photo === null ? null : `${app.config.baseUrl}/meldungen/${report}/foto/${photo}`,
    })),
  };
}
