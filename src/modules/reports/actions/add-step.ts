// A step in the history of a report, in the transaction of what it tells.
import type { Transaction } from '../../../kernel/transaction.ts';

export type StepKind =
  | 'made'
  | 'taken'
  | 'asked'
  | 'answered'
  | 'said'
  | 'forwarded'
  | 'fixed'
  | 'elsewhere'
  | 'declined'
  | 'merged'
  | 'joined'
  | 'reopened'
  | 'noted';

interface NewStep {
  report: number;
  kind: StepKind;
  state: string;
  unit: string;
  note?: string;
  saidBy: 'staff' | 'reporter' | 'public' | 'programme';
  shown?: 'waiting' | 'shown' | 'private';
  sentId?: string;
}

/** @returns its id */
export async function addStep(tx: Transaction, step: NewStep): Promise<number> {
  const { id } = await tx.db
    .insertInto('reports.step')
    .values({
      report_id: step.report,
      at: tx.app.clock.now(),
      kind: step.kind,
      state: step.state,
      unit: step.unit,
      note: step.note ?? '',
      said_by: step.saidBy,
      shown: step.shown ?? 'shown',
      sent_id: step.sentId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
