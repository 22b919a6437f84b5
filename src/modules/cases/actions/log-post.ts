// Logs for each person concerned that a letter of theirs was printed or looked at for sending.
import type { Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { legalBasisOf } from '../legal-basis.ts';

export interface PostedLetter {
  ref: string;
  ownerId: string;
  serviceId: string;
  serviceVersion: number;
}

/** One entry for each case. */
export async function logPost(tx: Transaction, letters: readonly PostedLetter[]): Promise<void> {
  const cases = new Map(letters.map((letter) => [letter.ref, letter]));
  for (const { ref, ownerId, serviceId, serviceVersion } of cases.values()) {
    const definition = await requireServiceVersion(tx.app, serviceId, serviceVersion);
    await tx.recordAccess({
      kind: 'read',
      subject: ownerId,
      fields: ['documents', 'address'],
      purpose: `post|${serviceId}`,
      legalBasis: legalBasisOf(definition),
      caseRef: ref,
    });
  }
}
