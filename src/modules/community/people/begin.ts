// Somebody does something in the community: their row is the lock under which they write, so that what they may do once they do once.
import { sql } from 'kysely';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { configOf } from '../community-config.ts';
import type { Participant } from '../permissions.ts';
import { wordsOf } from '../search/words.ts';

/** Makes the row at the first time, unlisted: nobody is shown before they have said so. Holds its lock until the transaction ends. */
export async function begin(tx: Transaction, actor: Participant): Promise<void> {
  const now = tx.app.clock.now();
  await tx.db
    .insertInto('community.profile')
    .values({
      account_id: actor.id,
      shown_as: actor.name,
      guest: actor.kind === 'person',
      digested_at: now,
      joined_at: now,
      words: wordsOf(''),
    })
    // The update takes the lock also of a row that was there.
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ shown_as: actor.name }))
    .execute();
}

/** The same lock for whoever is taken out: all else that is held comes after it, so that nobody waits in a circle. */
export async function holdProfile(tx: Transaction, account: string): Promise<void> {
  await tx.db
    .selectFrom('community.profile')
    .select('account_id')
    .where('account_id', '=', account)
    .forUpdate()
    .execute();
}

/** Under the lock of `begin`. @throws Fault COMMUNITY_TOO_MANY */
export async function refuseFlood(tx: Transaction, actor: Participant): Promise<void> {
  const since = new Date(tx.app.clock.now().getTime() - 3_600_000);
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from community.entry where author_id = ${actor.id} and at > ${since})::int
      + (select count(*) from community.comment where author_id = ${actor.id} and at > ${since})::int
      + (select count(*) from community.document_version where author_id = ${actor.id} and at > ${since})::int
      + (select count(*) from community.event where host_id = ${actor.id} and made_at > ${since})::int as count`.execute(
    tx.db,
  );
  if ((rows[0]?.count ?? 0) >= configOf.of(tx.app).limits.perHour) throw new Fault('COMMUNITY_TOO_MANY');
}
