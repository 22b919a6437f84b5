// Books slots for a case: first locked, then counted, then written, all in the transaction of the submission.
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/transaction.ts';
import { appointmentOffer } from '../queries/offers.ts';

export interface WantedSlot {
  offer: string;
  /** An instant, however it is written. */
  slot: string;
  /** The field that is answered with it. */
  pointer: string;
}

const keyOf = ({ offer, slot }: WantedSlot): string => `appointment ${offer} ${Date.parse(slot)}`;

/**
 * Whoever wants one of these slots, too, waits until this transaction ends. Always in the same order, so that two who want
 * the same two slots don't wait for each other.
 */
export async function lockSlots(tx: Transaction, wanted: readonly WantedSlot[]): Promise<void> {
  const keys = wanted.filter(({ slot }) => !Number.isNaN(Date.parse(slot))).map(keyOf);
  for (const key of [...new Set(keys)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
}

/**
 * Books slots that are locked.
 * @returns pointers of those that have no place left: then the transaction must not be committed
 */
export async function bookSlots(
  tx: Transaction,
  caseRef: string,
  wanted: readonly WantedSlot[],
): Promise<string[]> {
  const refused: string[] = [];
  for (const { offer, slot, pointer } of wanted) {
    const startsAt = new Date(slot);
    const rows = await tx.db
      .selectFrom('appointments.booking')
      .select('place')
      .where('offer', '=', offer)
      .where('starts_at', '=', startsAt)
      .execute();
    const taken = new Set(rows.map(({ place }) => place));
    const capacity = appointmentOffer(tx.app, offer)?.capacity ?? 0;
    const place = Array.from({ length: capacity }, (_, index) => index + 1).find((each) => !taken.has(each));
    if (place === undefined) refused.push(pointer);
    else
      await tx.db
        .insertInto('appointments.booking')
        .values({
          offer,
          starts_at: startsAt,
          place,
          case_ref: caseRef,
          pointer,
          booked_at: tx.app.clock.now(),
        })
        .execute();
  }
  return refused;
}
