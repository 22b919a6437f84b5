// Emergency accesses: opening one to a case, whether one is open now, ending it.
import { sql } from 'kysely';
import type { StaffActor } from '../../kernel/actor.ts';
import { keptYears } from '../../kernel/audit/whole-entries.ts';
import type { Database } from '../../kernel/db/connect.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Transaction } from '../../kernel/transaction.ts';
import { mayAtAll } from './decide.ts';
import { policyOf } from './policy-file.ts';

export interface OpenEmergency {
  id: string;
  endsAt: Date;
}

export type EmergencyEnd = 'time' | 'self' | 'dpo' | 'unknown';

export interface EmergencyAccess {
  id: string;
  staffId: string;
  unit: string;
  ref: string;
  /** Null where there is no such case. */
  subjectId: string | null;
  reason: string;
  startedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  endedBy: EmergencyEnd | null;
}

const columns = [
  'id',
  'staff_id as staffId',
  'unit',
  'case_ref as ref',
  'subject_id as subjectId',
  'reason',
  'started_at as startedAt',
  'ends_at as endsAt',
  'ended_at as endedAt',
  'ended_by as endedBy',
] as const;

/** Open at this instant: begun, not ended, its time not over. A clock that is set back opens nothing anew. */
export async function openEmergency(
  db: Database,
  staffId: string,
  ref: string,
  now: Date,
): Promise<OpenEmergency | undefined> {
  return db
    .selectFrom('policy.emergency_access')
    .select(['id', 'ends_at as endsAt'])
    .where('staff_id', '=', staffId)
    .where('case_ref', '=', ref)
    .where('subject_id', 'is not', null)
    .where('ended_at', 'is', null)
    .where('started_at', '<=', now)
    .where('ends_at', '>', now)
    .executeTakeFirst();
}

/**
 * Opens one, or gives back the one that is open: asking again makes it no longer. The caller logs the use and knows whether
 * there is such a case; where there is none, the try is kept, counts and is told to the officer.
 * @param subjectId the person concerned; undefined where there is no such case
 * @returns undefined where there is no such case
 * @throws Fault FORBIDDEN for roles that may not, EMERGENCY_EXCEEDED, EMERGENCY_CLOCK where one is open that began later
 */
export async function beginEmergency(
  tx: Transaction,
  actor: StaffActor,
  about: { ref: string; subjectId: string | undefined; reason: string },
): Promise<OpenEmergency | undefined> {
  const { app, db } = tx;
  const { emergency, book } = policyOf.of(app);
  if (!mayAtAll(book, 'emergency', actor.roles)) throw new Fault('FORBIDDEN');
  // Two tries at once are one after the other: neither the limit nor the time is got round.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`policy.emergency/${actor.id}`}, 0))`.execute(db);
  const now = app.clock.now();
  await endOver(db, now, actor.id);
  const open = await openEmergency(db, actor.id, about.ref, now);
  if (open) return open;
  const begunLater = await db
    .selectFrom('policy.emergency_access')
    .select('id')
    .where('staff_id', '=', actor.id)
    .where('case_ref', '=', about.ref)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (begunLater) throw new Fault('EMERGENCY_CLOCK');
  const { count } = await db
    .selectFrom('policy.emergency_access')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('staff_id', '=', actor.id)
    .where('started_at', '>', new Date(now.getTime() - 86_400_000))
    .executeTakeFirstOrThrow();
  if (Number(count) >= emergency.mostPerDay) throw new Fault('EMERGENCY_EXCEEDED');
  const known = about.subjectId !== undefined;
  const endsAt = known ? new Date(now.getTime() + emergency.minutes * 60_000) : now;
  const { id } = await db
    .insertInto('policy.emergency_access')
    .values({
      staff_id: actor.id,
      unit: actor.unit,
      case_ref: about.ref,
      subject_id: about.subjectId ?? null,
      reason: about.reason,
      started_at: now,
      ends_at: endsAt,
      ...(known ? {} : { ended_at: now, ended_by: 'unknown' }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.emit({ type: 'emergency-access.opened', subject: id, data: { known } });
  return known ? { id, endsAt } : undefined;
}

/** Ends those whose time is over, for good; what a clock says afterwards no longer matters. @returns how many */
export async function endOver(db: Database, now: Date, staffId?: string): Promise<number> {
  let query = db
    .updateTable('policy.emergency_access')
    .set({ ended_at: now, ended_by: 'time' })
    .where('ended_at', 'is', null)
    .where('ends_at', '<=', now);
  if (staffId !== undefined) query = query.where('staff_id', '=', staffId);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** Removes those that began longer ago than the access log keeps the entries that they explain. */
export async function removeOldEmergencies(db: Database, now: Date): Promise<void> {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - keptYears);
  await db.deleteFrom('policy.emergency_access').where('started_at', '<', before).execute();
}

/**
 * Ends one before its time; ending it twice changes nothing.
 * @param by `self`: only one's own
 * @returns what was ended; undefined where there is none that is open
 */
export async function endEmergency(
  tx: Transaction,
  actor: StaffActor,
  id: string,
  by: 'self' | 'dpo',
): Promise<EmergencyAccess | undefined> {
  let query = tx.db
    .updateTable('policy.emergency_access')
    .set({ ended_at: tx.app.clock.now(), ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null);
  if (by === 'self') query = query.where('staff_id', '=', actor.id);
  const row = await query.returning(columns).executeTakeFirst();
  if (row) await tx.emit({ type: 'emergency-access.ended', subject: id, data: { by } });
  return row as EmergencyAccess | undefined;
}

/**
 * Open ones first, then the latest.
 * @param after the last one seen, and whether it had ended then
 */
export async function emergencies(
  db: Database,
  limit: number,
  after?: { ended: boolean; startedAt: Date; id: string },
): Promise<EmergencyAccess[]> {
  const rows = await db
    .selectFrom('policy.emergency_access')
    .select(columns)
    .$if(after !== undefined, (query) =>
      query.where(
        // As it is ordered: times run backwards.
        sql<boolean>`(ended_at is not null, -extract(epoch from started_at), id)
          > (${after?.ended}::boolean, -extract(epoch from ${after?.startedAt}::timestamptz), ${after?.id}::uuid)`,
      ),
    )
    .orderBy(sql`ended_at is not null`)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows as EmergencyAccess[];
}

/** Those of one member of staff that are open at this instant, the next to end first. */
export async function openEmergenciesOf(
  db: Database,
  staffId: string,
  now: Date,
): Promise<EmergencyAccess[]> {
  const rows = await db
    .selectFrom('policy.emergency_access')
    .select(columns)
    .where('staff_id', '=', staffId)
    .where('subject_id', 'is not', null)
    .where('ended_at', 'is', null)
    .where('started_at', '<=', now)
    .where('ends_at', '>', now)
    .orderBy('ends_at')
    .execute();
  return rows as EmergencyAccess[];
}
