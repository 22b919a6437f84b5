// Staff have read or changed what somebody wrote in the community: the author finds it in the access log.
import type { Transaction } from '../../../kernel/transaction.ts';

/** One entry for each author; none where all of them have left. */
export async function logTexts(
  tx: Transaction,
  kind: 'read' | 'change',
  authors: readonly (string | null)[],
): Promise<void> {
  const subjects = new Set(authors.flatMap((author) => author ?? []));
  await tx.recordAccess(
    ...[...subjects].map((subject) => ({ kind, subject, fields: ['communityText'], purpose: 'community' })),
  );
}
