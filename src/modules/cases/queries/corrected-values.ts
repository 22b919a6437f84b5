// Values of cases that a register has corrected since, and cases in which nobody has said yet what follows from it.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { casesInSight } from '../../policy/index.ts';
import { namesInSight, recordListed } from './worklist.ts';

/** `not-taken`: looked at again, but the form would ask more than was answered; `withdrawn`: by the person. */
export type Settled = 'stands' | 'again' | 'not-taken' | 'withdrawn';

export interface CorrectedValue {
  pointer: string;
  /** Number of the correction. */
  correction: string;
  was: unknown;
  wasAsOf: string;
  value: unknown;
  asOf: string;
  toldAt: Date;
  decided: boolean;
  differs: boolean;
  settled: { at: Date; how: Settled } | null;
}

/** The latest first. */
export async function correctedValuesOf(tx: Transaction, ref: string): Promise<CorrectedValue[]> {
  const rows = await tx.db
    .selectFrom('cases.corrected_value')
    .selectAll()
    .where('case_ref', '=', ref)
    .orderBy('told_at', 'desc')
    .orderBy('pointer')
    .execute();
  return rows.map((row) => ({
    pointer: row.pointer,
    correction: row.correction_id,
    was: row.was,
    wasAsOf: row.was_as_of,
    value: row.value,
    asOf: row.as_of,
    toldAt: row.told_at,
    decided: row.decided,
    differs: row.differs,
    settled: row.settled_at === null ? null : { at: row.settled_at, how: row.settled_how as Settled },
  }));
}

/** What registers have said last, by pointer. */
export async function latestNotes(
  tx: Transaction,
  ref: string,
): Promise<Map<string, { pointer: string; value: unknown; asOf: string }>> {
  const rows = await tx.db
    .selectFrom('cases.corrected_value')
    .select(['pointer', 'value', 'as_of as asOf'])
    .distinctOn('pointer')
    .where('case_ref', '=', ref)
    .orderBy('pointer')
    .orderBy('told_at', 'desc')
    .orderBy('as_of', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.pointer, row]));
}

/** A withdrawn case waits for nobody: what was noted in it is closed with it. */
export async function settleByWithdrawal(tx: Transaction, ref: string): Promise<void> {
  await tx.db
    .updateTable('cases.corrected_value')
    .set({ settled_at: tx.app.clock.now(), settled_how: 'withdrawn' })
    .where('case_ref', '=', ref)
    .where('settled_at', 'is', null)
    .execute();
}

export interface UnsettledCase {
  ref: string;
  serviceId: string;
  /** Undefined where the member of staff may not see it. */
  applicantName: string | undefined;
  decided: boolean;
  differs: boolean;
  toldAt: Date;
}

/** More than a unit lets wait; the oldest. */
const mostShown = 30;

/** Cases of the unit that rest on a corrected value and wait for somebody to say what follows; decided ones first. */
export async function unsettledCases(app: App, actor: StaffActor): Promise<UnsettledCase[]> {
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('cases.corrected_value')
      .innerJoin('cases.matter', 'cases.matter.ref', 'cases.corrected_value.case_ref')
      .select(({ fn }) => [
        'ref',
        'service_id as serviceId',
        'applicant_name as applicantName',
        'owner_id',
        'service_id',
        'service_version',
        'unit',
        'assignee_id',
        fn.agg<boolean>('bool_or', ['decided']).as('decided'),
        fn.agg<boolean>('bool_or', ['differs']).as('differs'),
        fn.min('told_at').as('toldAt'),
      ])
      .where('settled_at', 'is', null)
      .where(casesInSight(app, actor))
      .groupBy('cases.matter.ref')
      .orderBy('decided', 'desc')
      .orderBy('toldAt')
      .orderBy('ref')
      .limit(mostShown)
      .execute();
    const named = await namesInSight(tx, actor, rows);
    await recordListed(tx, rows, named);
    return rows.map(({ ref, serviceId, applicantName, decided, differs, toldAt }) => ({
      ...{ ref, serviceId, decided, differs, toldAt },
      applicantName: named.has(ref) ? applicantName : undefined,
    }));
  });
}
