// Breaches of data as the officer sees them: lists, one with its history, and how far the telling has come.
import { sql, type Selectable } from 'kysely';
import { roles } from '../../../kernel/actor.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { OversightIncident } from '../../../kernel/db/tables.ts';
import type { Incident, IncidentValues } from './incident.ts';

function toIncident(row: Selectable<OversightIncident>): Incident {
  return {
    id: row.id,
    revision: row.revision,
    what: row.what,
    noticedAt: row.noticed_at,
    due: row.due,
    from: row.exposed_from,
    until: row.exposed_until,
    actorId: row.actor_id,
    unit: row.unit,
    role: roles.find((role) => role === row.role) ?? null,
    fields: row.fields,
    purposes: row.purposes,
    ofCase: row.of_case,
    caseRef: row.case_ref,
    consequences: row.consequences,
    measures: row.measures,
    advice: row.advice as IncidentValues['advice'],
    recordedAt: row.recorded_at,
    authorityToldAt: row.authority_told_at,
    confirmedAt: row.confirmed_at,
    closedAt: row.closed_at,
  };
}

/** Open ones by what is due first. */
export async function openIncidents(
  db: Database,
  limit: number,
  after?: { due: Date; id: string },
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('oversight.incident')
    .selectAll()
    .where('closed_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(due, id) > (${after?.due ?? null}::timestamptz, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('due')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toIncident);
}

/** The latest first. */
export async function closedIncidents(
  db: Database,
  limit: number,
  after?: { closedAt: Date; id: string },
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('oversight.incident')
    .selectAll()
    .where('closed_at', 'is not', null)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`closed_at <= ${after?.closedAt ?? null}::timestamptz
          and (closed_at < ${after?.closedAt ?? null}::timestamptz or id > ${after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy('closed_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toIncident);
}

/** @param lock holds the row until the transaction ends */
export async function incidentById(db: Database, id: string, lock = false): Promise<Incident | undefined> {
  const row = await db
    .selectFrom('oversight.incident')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && toIncident(row);
}

export interface IncidentEntry {
  number: number;
  at: Date;
  kind: string;
  byId: string;
  said: Record<string, unknown>;
}

/** Oldest first; an incident has some dozens at most. */
export async function historyOf(db: Database, id: string): Promise<IncidentEntry[]> {
  const rows = await db
    .selectFrom('oversight.incident_entry')
    .select(['number', 'at', 'kind', 'by_id as byId', 'said'])
    .where('incident_id', '=', id)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, said: row.said as Record<string, unknown> }));
}

export interface Telling {
  persons: number;
  mail: number;
  account: number;
  gone: number;
}

/** How many there are, and how many of them have been told in which way. */
export async function tellingOf(db: Database, id: string): Promise<Telling> {
  const { rows } = await sql<Telling>`
    select count(*)::int as persons, count(*) filter (where told_how = 'mail')::int as mail,
      count(*) filter (where told_how = 'account')::int as account,
      count(*) filter (where told_how = 'gone')::int as gone
    from oversight.incident_person where incident_id = ${id}`.execute(db);
  return rows[0] ?? { persons: 0, mail: 0, account: 0, gone: 0 };
}

export const untold = ({ persons, mail, account, gone }: Telling): number => persons - mail - account - gone;
