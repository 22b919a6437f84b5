// A form for a mandate that was sent before: the same is answered with what it made, anything else is told.
import { isDeepStrictEqual } from 'node:util';
import type { Insertable, Selectable } from 'kysely';
import type { MandatesMandate } from '../../../kernel/db/tables.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/**
 * The transaction may wait here until the first one of two at the same time has committed.
 * @param said what whoever gives it has said
 * @returns what it made
 * @throws Fault SENT_BEFORE
 */
export async function sameAsBefore(
  tx: Transaction,
  id: string,
  said: Partial<Insertable<MandatesMandate>> & { giver_id: string },
): Promise<Selectable<MandatesMandate>> {
  tx.ownData();
  const before = await tx.db
    .selectFrom('mandates.mandate')
    .selectAll()
    .where('id', '=', id)
    .where('giver_id', '=', said.giver_id)
    .executeTakeFirst();
  if (!before) throw new Fault('SENT_BEFORE');
  const same = Object.entries(said).every(([column, value]) =>
    isDeepStrictEqual(before[column as keyof typeof before], value),
  );
  if (!same) throw new Fault('SENT_BEFORE');
  return before;
}
