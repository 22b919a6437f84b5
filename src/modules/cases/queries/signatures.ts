// Signatures of a case, and whether what was signed is still what the case says.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { SigningManner } from '../actions/record-signatures.ts';
import { signatureDigest } from '../signature-digest.ts';

export interface SignatureRow {
  /** The field; `#company` for a company. */
  pointer: string;
  name: string;
  /** Whose word it is; staff who have seen or heard it sign nothing. */
  accountId: string;
  manner: SigningManner;
  at: Date;
  /** Level of the sign-in; null where staff have seen or heard it. */
  assurance: string | null;
  staffId: string | null;
  /** SHA-256, as hexadecimal digits. */
  digest: string;
  /** The digest of the answers today is the one that was recorded. */
  intact: boolean;
}

export async function signaturesOf(
  tx: Transaction,
  ref: string,
  definition: ServiceDefinition,
  answers: Record<string, unknown>,
): Promise<SignatureRow[]> {
  const rows = await tx.db
    .selectFrom('cases.signature')
    .selectAll()
    .where('case_ref', '=', ref)
    .orderBy('pointer', 'desc')
    .orderBy('at')
    .execute();
  if (rows.length === 0) return [];
  const today = signatureDigest(definition, answers);
  return rows.map((row) => ({
    pointer: row.pointer,
    name: row.name,
    accountId: row.account_id,
    manner: row.manner as SigningManner,
    at: row.at,
    assurance: row.assurance,
    staffId: row.staff_id,
    digest: row.digest.toString('hex'),
    intact: row.digest.equals(today),
  }));
}
