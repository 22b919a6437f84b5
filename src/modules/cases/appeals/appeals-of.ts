// How a case stands to others by appeals: what it disputes, and what disputes it.
import type { Database } from '../../../kernel/db/connect.ts';

export interface AppealRow {
  appealRef: string;
  /** Null: the number that was given is of no decision of the person. */
  decisionRef: string | null;
  /** Of the decision; null where there is none. */
  decisionService: string | null;
  decidedAt: Date | null;
  filedAt: Date;
  until: string | null;
  suspends: boolean;
  endedAt: Date | null;
  outcome: string | null;
}

const select = (db: Database) =>
  db
    .selectFrom('cases.appeal as appeal')
    .innerJoin('cases.matter as own', 'own.ref', 'appeal.appeal_ref')
    .leftJoin('cases.matter as decision', 'decision.ref', 'appeal.decision_ref')
    .select([
      'appeal.appeal_ref as appealRef',
      'appeal.decision_ref as decisionRef',
      'decision.service_id as decisionService',
      'decision.closed_at as decidedAt',
      'own.submitted_at as filedAt',
      'appeal.until',
      'appeal.suspends',
      'appeal.ended_at as endedAt',
      'appeal.outcome',
    ]);

export interface Appeals {
  /** What the case is an appeal against; undefined for other cases. */
  own: AppealRow | undefined;
  /** Appeals against its decision, oldest first. */
  against: AppealRow[];
}

/** The caller logs the use. */
export async function appealsOf(db: Database, ref: string): Promise<Appeals> {
  return {
    own: await select(db).where('appeal.appeal_ref', '=', ref).executeTakeFirst(),
    against: await select(db).where('appeal.decision_ref', '=', ref).orderBy('own.submitted_at').execute(),
  };
}

/** Whether the decision has no effect at present, since an appeal that suspends it is open. */
export async function isSuspended(db: Database, ref: string): Promise<boolean> {
  const open = await db
    .selectFrom('cases.appeal')
    .select('appeal_ref')
    .where('decision_ref', '=', ref)
    .where('ended_at', 'is', null)
    .where('suspends', '=', true)
    .executeTakeFirst();
  return open !== undefined;
}
