// Somebody takes part in a process for the first time: one person once, and in each process under another sign.
import { sql } from 'kysely';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { randomSymbols } from '../../../kernel/readable-symbols.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { App } from '../../../kernel/app.ts';
import { keyOf, type Participant } from '../participant.ts';
import type { Process } from '../process.ts';
import type { Eligibility } from '../queries/eligibility.ts';

export interface Joining {
  /** By `keyOf`. */
  key: Buffer;
  account: string | undefined;
  language: Language;
  /** Shown in the place of a pseudonym; only at the first time. */
  name: string | undefined;
  organisation?: boolean;
  groups: Eligibility['groups'];
}

/** Who joins as what; a name has only who has an account. */
export const joiningOf = (
  app: App,
  process: Process,
  who: Participant,
  { language, named }: { language: Language; named: boolean },
): Omit<Joining, 'groups'> => ({
  key: keyOf(app, process.id, who),
  account: who.kind === 'person' ? who.id : undefined,
  language,
  name: named && who.kind === 'person' ? who.name : undefined,
});

/**
 * Finds or makes the author of a person in a process, and holds them until the transaction ends: whoever does the same
 * from five devices does one thing after the other.
 * @returns id of the author
 */
export async function joinProcess(tx: Transaction, process: Process, joining: Joining): Promise<string> {
  const { key } = joining;
  // Of two that join at once the second one waits here, and then finds the first one.
  await sql`select pg_advisory_xact_lock(${key.readBigInt64BE().toString()}::bigint)`.execute(tx.db);
  const found = await tx.db
    .selectFrom('participation.participant')
    .select(['author_id', 'account_id'])
    .where('process_id', '=', process.id)
    .where('person_key', '=', key)
    .executeTakeFirst();
  if (found) {
    // Began with a code, goes on with the account: what they have done is theirs there, too.
    if (joining.account !== undefined && found.account_id === null)
      await tx.db
        .updateTable('participation.participant')
        .set({ account_id: joining.account })
        .where('author_id', '=', found.author_id)
        .execute();
    return found.author_id;
  }
  const { name, organisation = false } = joining;
  const { id } = await tx.db
    .insertInto('participation.author')
    .values({
      process_id: process.id,
      shown_as: name ?? randomSymbols(5),
      named: name !== undefined,
      organisation,
      joined_at: joinedAt(tx, process),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('participation.participant')
    .values({
      author_id: id,
      process_id: process.id,
      person_key: key,
      account_id: joining.account ?? null,
      language: joining.language,
      age_group: joining.groups.age ?? null,
      area: joining.groups.area ?? null,
    })
    .execute();
  return id;
}

/** Of a secret vote the day is enough: what is not kept can't be laid beside something else. */
function joinedAt({ app }: Transaction, { ballots }: Process): Date {
  return ballots === 'secret' ? new Date(app.clock.today()) : app.clock.now();
}
