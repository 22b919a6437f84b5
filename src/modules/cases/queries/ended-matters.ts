// Closed cases by the day on which their retention ends. Nobody is shown a person by it; callers answer for the use.
import { sql } from 'kysely';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { addDuration } from '../../../engine/index.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import type { Database } from '../../../kernel/db/connect.ts';

export interface EndedMatter {
  ref: string;
  ownerId: string;
  serviceId: string;
  serviceVersion: number;
  /** `YYYY-MM-DD` */
  closedOn: string;
  /** Last day on which one of its letters counts; null: none has an end. */
  validUntil: string | null;
}

/** Which versions of which services have closed cases. */
export async function closedVersions(db: Database): Promise<{ serviceId: string; version: number }[]> {
  const rows = await db
    .selectFrom('cases.matter')
    .select(['service_id', 'service_version'])
    .distinct()
    .where('closed_at', 'is not', null)
    .execute();
  return rows.map((row) => ({ serviceId: row.service_id, version: row.service_version }));
}

const select = (db: Database) =>
  db
    .selectFrom('cases.matter as matter')
    .select([
      'matter.ref',
      'matter.owner_id',
      'matter.service_id',
      'matter.service_version',
      'matter.closed_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('cases.document as document')
        .select(({ fn }) => fn.max('document.valid_until').as('until'))
        .whereRef('document.case_ref', '=', 'matter.ref')
        .as('valid_until'),
    )
    .where('matter.closed_at', 'is not', null)
    // What an open appeal is against is needed until that is decided.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('cases.appeal as appeal')
            .select('appeal.appeal_ref')
            .whereRef('appeal.decision_ref', '=', 'matter.ref')
            .where('appeal.ended_at', 'is', null),
        ),
      ),
    );

const toEnded = (row: {
  ref: string;
  owner_id: string;
  service_id: string;
  service_version: number;
  closed_at: Date | null;
  valid_until: string | null;
}): EndedMatter => ({
  ref: row.ref,
  ownerId: row.owner_id,
  serviceId: row.service_id,
  serviceVersion: row.service_version,
  closedOn: dayInSwitzerland(row.closed_at ?? new Date(0)),
  validUntil: row.valid_until,
});

/** Closed cases of a version that were closed so long ago that they may end by `horizon`; by reference, after one. */
export async function endingMatters(
  db: Database,
  definition: ServiceDefinition,
  version: number,
  { horizon, after, limit }: { horizon: string; after: string; limit: number },
): Promise<EndedMatter[]> {
  const rows = await select(db)
    .where('matter.service_id', '=', definition.id)
    .where('matter.service_version', '=', version)
    .where('matter.ref', '>', after)
    .where(
      sql<boolean>`(matter.closed_at at time zone 'Europe/Zurich')::date + ${definition.purpose.retention.keep}::interval <= ${horizon}::date`,
    )
    .orderBy('matter.ref')
    .limit(limit)
    .execute();
  return rows.map(toEnded);
}

/** Locks the case; undefined when it is gone or open (again). */
export async function lockEnded(db: Database, ref: string): Promise<EndedMatter | undefined> {
  const locked = await db
    .selectFrom('cases.matter')
    .select('ref')
    .where('ref', '=', ref)
    .where('closed_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  const row = locked && (await select(db).where('matter.ref', '=', ref).executeTakeFirst());
  return row && toEnded(row);
}

/** First day on which it may go, by the retention of the version that it was handled by. */
export function endOf({ purpose }: ServiceDefinition, { closedOn, validUntil }: EndedMatter): string {
  const { after, keep } = purpose.retention;
  const expired = after === 'expired' && validUntil !== null && validUntil > closedOn;
  return addDuration(expired ? validUntil : closedOn, keep);
}
