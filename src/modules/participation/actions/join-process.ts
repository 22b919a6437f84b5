// Somebody takes part in a process for the first time: one person once, and in each process under another sign.
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { randomSymbols } from '../../../kernel/readable-symbols.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Process } from '../process.ts';
import type { Eligibility } from '../queries/eligibility.ts';

/** What one person is known by in one process: nobody without the program's secret can tell it from a register's entry. */
export const personKey = (app: App, process: string, identity: string): Buffer =>
  createHmac('sha256', app.secret).update(`participation\0${process}\0${identity}`).digest();

/** The register's entry where the account is linked to one, so that two accounts of a person count once. */
export const identityOf = (person: Pick<PersonActor, 'id' | 'registerId'>): string =>
  person.registerId === undefined ? `account ${person.id}` : `resident ${person.registerId}`;

export interface Joining {
  /** By `identityOf`, or of a code. */
  identity: string;
  account: string | undefined;
  language: Language;
  /** Shown in the place of a pseudonym; only at the first time. */
  name: string | undefined;
  organisation?: boolean;
  groups: Eligibility['groups'];
}

/**
 * Finds or makes the author of a person in a process, and holds them until the transaction ends: whoever does the same
 * from five devices does one thing after the other.
 * @returns id of the author
 */
export async function joinProcess(tx: Transaction, process: Process, joining: Joining): Promise<string> {
  const key = personKey(tx.app, process.id, joining.identity);
  // Of two that join at once the second one waits here, and then finds the first one.
  await sql`select pg_advisory_xact_lock(${key.readBigInt64BE().toString()}::bigint)`.execute(tx.db);
  const found = await tx.db
    .selectFrom('participation.participant')
    .select('author_id')
    .where('process_id', '=', process.id)
    .where('person_key', '=', key)
    .executeTakeFirst();
  if (found) return found.author_id;
  const now = tx.app.clock.now();
  const { name, organisation = false } = joining;
  const { id } = await tx.db
    .insertInto('participation.author')
    .values({
      process_id: process.id,
      shown_as: name ?? randomSymbols(5),
      named: name !== undefined,
      organisation,
      joined_at: now,
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
