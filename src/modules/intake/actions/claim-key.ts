// The idempotency key of a program that sends: the same one gives what it gave before, also when it is sent at the same time.
import { createHash } from 'node:crypto';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { loadMatter } from '../../cases/index.ts';

/** What was sent with the key. */
export interface Sending {
  ownerId: string;
  /** The owner's own. */
  key: string;
  /** SHA-256 of what must be the same: `hashOf`. */
  hash: Buffer;
}

/** What a key has become: a case, or a submission that waits for its second signature. */
export interface Became {
  /** '' as long as it is no case. */
  caseRef: string;
  jointId: string | null;
}

export function hashOf(serviceId: string, answers: unknown, requested: readonly string[] = []): Buffer {
  return createHash('sha256')
    .update(`${serviceId}\n${JSON.stringify(answers)}`)
    .update(requested.length === 0 ? '' : `\n${requested.join(' ')}`)
    .digest();
}

/**
 * Claims the key first: a second request with it waits here until the first has committed or failed.
 * @returns what it had become before; undefined: it is this one's
 * @throws Fault IDEMPOTENCY_KEY_REUSED when something else was sent with it
 */
export async function claimKey(
  tx: Transaction,
  { ownerId, key, hash }: Sending,
): Promise<Became | undefined> {
  const claimed = await tx.db
    .insertInto('intake.submission')
    .values({
      ...{ owner_id: ownerId, idempotency_key: key, request_hash: hash },
      ...{ case_ref: '', at: tx.app.clock.now() },
    })
    .onConflict((conflict) => conflict.columns(['owner_id', 'idempotency_key']).doNothing())
    .returning('at')
    .executeTakeFirst();
  if (claimed) return undefined;
  tx.ownData();
  const before = await tx.db
    .selectFrom('intake.submission')
    .select(['request_hash', 'case_ref as caseRef', 'joint_id as jointId'])
    .where('owner_id', '=', ownerId)
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  if (!before.request_hash.equals(hash)) throw new Fault('IDEMPOTENCY_KEY_REUSED');
  return before;
}

/** Keeps with the key what it has become. */
export async function keepClaimed(
  tx: Transaction,
  { ownerId, key }: Pick<Sending, 'ownerId' | 'key'>,
  became: { case_ref: string } | { joint_id: string },
): Promise<void> {
  await tx.db
    .updateTable('intake.submission')
    .set(became)
    .where('owner_id', '=', ownerId)
    .where('idempotency_key', '=', key)
    .execute();
}

/** The case that was made before, as it stands now. */
export async function madeBefore(
  tx: Transaction,
  ref: string,
): Promise<{ ref: string; state: string; fresh: false }> {
  const matter = await loadMatter(tx, ref);
  return { ref, state: matter?.state ?? 'submitted', fresh: false };
}
