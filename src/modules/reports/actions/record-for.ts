// The access log of reports: staff see words and photos, never who has reported; whoever did with an account sees that they have.
import type { Transaction } from '../../../kernel/transaction.ts';

export async function recordFor(
  tx: Transaction,
  report: number,
  kind: 'read' | 'change' = 'change',
): Promise<void> {
  const reporter = await tx.db
    .selectFrom('reports.reporter')
    .select('account_id')
    .where('report_id', '=', report)
    .executeTakeFirst();
  // Without an account there is nobody whose page could show it.
  if (!reporter?.account_id) return tx.recordAccess();
  await tx.recordAccess({
    ...{ kind, subject: reporter.account_id, fields: ['report'], purpose: 'reports' },
  });
}
