// From the row of an entry to its leaf in the log.
import type { WholeEntry } from '../../../kernel/audit/whole-entries.ts';
import { toBase64 } from '../../../tlog/bytes.ts';
import { actorInput, commitmentInput, leafData, type CommittedEntry } from '../../../tlog/commitment.ts';
import { leafHash, sha256 } from '../../../tlog/head.ts';

/** The row as it is committed: whoever used the data appears as a salted hash. */
export function committedEntry({ actorId, salt, ...entry }: WholeEntry): CommittedEntry {
  return { ...entry, actor: actorId === null ? null : toBase64(sha256(actorInput(actorId, salt))) };
}

/** 32 bytes. */
export function commitmentOf(entry: WholeEntry): Uint8Array {
  return sha256(commitmentInput(committedEntry(entry), entry.salt));
}

/** Hash of the leaf; the row of the entry need not be there any more. */
export function leafOf({ at, commitment }: { at: string; commitment: Uint8Array }): Uint8Array {
  return leafHash(leafData(at, toBase64(commitment)));
}
