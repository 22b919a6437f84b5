// Addresses that mail servers have refused for good: known by their hash alone, until their owners say that they work again.
import { createHmac } from 'node:crypto';
import type { App } from '../../kernel/app.ts';
import type { Database } from '../../kernel/db/connect.ts';

/**
 * Whoever has the database alone can't try addresses against it: the key is the program's.
 * Domains don't know upper and lower case, and mailboxes in practice neither.
 */
export const addressHash = (app: App, address: string): Buffer =>
  createHmac('sha256', app.secret)
    .update(`address\0${address.normalize('NFC').toLowerCase()}`)
    .digest();

export async function markDead(app: App, db: Database, address: string, reason: string): Promise<void> {
  await db
    .insertInto('notifications.dead_address')
    .values({ address_hash: addressHash(app, address), since: app.clock.now(), reason: reason.slice(0, 300) })
    .onConflict((conflict) => conflict.column('address_hash').doNothing())
    .execute();
}

/** @returns since when, and what the server said; undefined for an address that works as far as we know */
export async function deadSince(
  app: App,
  db: Database,
  address: string,
): Promise<{ since: Date; reason: string } | undefined> {
  return db
    .selectFrom('notifications.dead_address')
    .select(['since', 'reason'])
    .where('address_hash', '=', addressHash(app, address))
    .executeTakeFirst();
}

export async function reviveAddress(app: App, db: Database, address: string): Promise<void> {
  await db
    .deleteFrom('notifications.dead_address')
    .where('address_hash', '=', addressHash(app, address))
    .execute();
}

/** A year: whoever does not come back by then is asked anew by the next mail. */
export async function forgetDeadAddresses(app: App): Promise<void> {
  const before = new Date(app.clock.now());
  before.setUTCFullYear(before.getUTCFullYear() - 1);
  await app.db.deleteFrom('notifications.dead_address').where('since', '<', before).execute();
}
