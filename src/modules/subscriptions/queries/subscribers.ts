// Who follows what: a subscriber by secret address or account, with their subscriptions.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { paceOf, type Pace } from '../paces.ts';
import { idIn, isOurs } from '../secret-addresses.ts';
import type { Match } from '../terms.ts';

export interface Subscriber {
  id: string;
  account: string | null;
  address: string | null;
  generation: number;
}

export interface Subscription {
  id: string;
  terms: string[];
  match: Match;
  pace: Pace;
  mail: boolean;
  push: boolean;
  feedGeneration: number;
  createdAt: Date;
}

/** The secret in the address is the permission. */
export async function subscriberBy(app: App, token: string | undefined): Promise<Subscriber | undefined> {
  const id = idIn(token);
  if (id === undefined || token === undefined) return undefined;
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('subscriptions.subscriber')
      .select(['id', 'account_id as account', 'address', 'generation'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return row && isOurs(app, 'manage', token, row.id, row.generation) ? row : undefined;
}

export const subscriberOf = (db: Database, account: string): Promise<Subscriber | undefined> =>
  db
    .selectFrom('subscriptions.subscriber')
    .select(['id', 'account_id as account', 'address', 'generation'])
    .where('account_id', '=', account)
    .executeTakeFirst();

const columns = [
  'id',
  'terms',
  'match',
  'pace',
  'by_mail',
  'by_push',
  'feed_generation',
  'created_at',
] as const;

/** All of them: there are at most fifty. */
export async function subscriptionsOf(db: Database, subscriber: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions.subscription')
    .select(columns)
    .where('subscriber_id', '=', subscriber)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    terms: row.terms,
    match: row.match as Match,
    pace: paceOf(row.pace),
    mail: row.by_mail,
    push: row.by_push,
    feedGeneration: row.feed_generation,
    createdAt: row.created_at,
  }));
}

/** What the feed with this secret address is about; it says nobody's name. */
export async function feedBy(
  app: App,
  token: string | undefined,
): Promise<{ terms: string[]; match: Match } | undefined> {
  const id = idIn(token);
  if (id === undefined || token === undefined) return undefined;
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('subscriptions.subscription')
      .select(['id', 'terms', 'match', 'feed_generation'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (!row || !isOurs(app, 'feed', token, row.id, row.feed_generation)) return undefined;
  return { terms: row.terms, match: row.match as Match };
}
