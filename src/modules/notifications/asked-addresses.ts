// Addresses that somebody has typed and nobody has confirmed: nobody's mailbox is filled by forms, whatever becomes of what was sent with them.
import { sql } from 'kysely';
import type { App } from '../../kernel/app.ts';
import type { Transaction } from '../../kernel/transaction.ts';
import { addressHash } from './dead-addresses.ts';

/** Mails that strangers can make us send to one mailbox in a day, by all forms that ask here together. */
const mostAsked = 3;
const day = 86_400_000;

/** One mailbox once: however it is spelled, and with whatever is added behind a plus. */
export function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return `${local.replace(/\+.*$/, '')}@${domain}`;
}

/** Takes one of the few mails of a day, in the caller's transaction. @returns false where they are used up */
export async function mayAskAddress({ app, db }: Transaction, address: string): Promise<boolean> {
  const hash = addressHash(app, mailboxOf(address));
  const now = app.clock.now();
  // Two at once would both count before either is written.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notifications.asked/${hash.toString('base64')}`}, 0))`.execute(
    db,
  );
  const { count } = await db
    .selectFrom('notifications.asked_address')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('address_hash', '=', hash)
    .where('at', '>', new Date(now.getTime() - day))
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostAsked) return false;
  await db.insertInto('notifications.asked_address').values({ address_hash: hash, at: now }).execute();
  return true;
}

/** A day later nobody asks any more. */
export async function forgetAskedAddresses(app: App): Promise<void> {
  await app.db
    .deleteFrom('notifications.asked_address')
    .where('at', '<=', new Date(app.clock.now().getTime() - day))
    .execute();
}
