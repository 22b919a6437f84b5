// Logs for each person concerned that a letter of theirs was printed or looked at for sending.
import type { Access } from '../../../kernel/audit/write-access.ts';
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
  const accesses: Access[] = [];
  for (const { ref, ownerId, serviceId, serviceVersion } of cases.values()) {
    accesses.push({
      kind: 'read',
      subject: ownerId,
      fields: ['documents', 'address'],
      purpose: `post|${serviceId}`,
      legalBasis: legalBasisOf(await requireServiceVersion(tx.app, serviceId, serviceVersion)),
      caseRef: ref,
    });
  }
  await tx.recordAccess(...accesses);
}
