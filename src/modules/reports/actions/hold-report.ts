// A report under a lock, with what its next step depends on.
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { asState, type ReportState } from '../states.ts';
import type { Counted } from './count.ts';

export interface HeldReport extends Counted {
  id: number;
  state: ReportState;
  updatedAt: Date;
  closedAt: Date | null;
  mergedInto: number | null;
  secretHash: Buffer | null;
  asked: boolean;
  reopened: number;
  supports: number;
  toCheck: boolean;
  assigneeId: string | null;
}

/** Ids are numbers of up to 15 digits; anything else names no report. */
export const reportNumber = (text: unknown): number | undefined =>
  typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;

/** @throws Fault NOT_FOUND */
export async function holdReport(tx: Transaction, id: number): Promise<HeldReport> {
  const row = await tx.db
    .selectFrom('reports.report')
    .select(['id', 'category', 'area', 'unit', 'state', 'lon', 'lat', 'asked', 'reopened', 'supports'])
    .select(['updated_at as updatedAt', 'closed_at as closedAt', 'merged_into as mergedInto'])
    .select(['secret_hash as secretHash', 'to_check as toCheck', 'assignee_id as assigneeId'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Fault('NOT_FOUND');
  return { ...row, state: asState(row.state) };
}
