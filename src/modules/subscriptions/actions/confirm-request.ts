// The address is theirs: what was asked for becomes a subscription, and the question is gone. Twice is once.
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { reviveAddress } from '../../notifications/index.ts';
import { idIn, isOurs, secretAddress } from '../secret-addresses.ts';
import { paceOf } from '../paces.ts';
import type { Match } from '../terms.ts';
import { keepSubscription } from './keep-subscription.ts';
import { requestHours } from './ask-to-confirm.ts';

/** @returns the token of the subscriber's page; undefined for a question that does not stand (any more) */
export async function confirmRequest(app: App, token: string): Promise<string | undefined> {
  const id = idIn(token);
  if (id === undefined || !isOurs(app, 'confirm', token, id)) return undefined;
  return transact(app, { kind: 'programme', task: 'subscriptions.confirm' }, async (tx) => {
    tx.ownData();
    const request = await tx.db
      .deleteFrom('subscriptions.request')
      .where('id', '=', id)
      .where('at', '>', new Date(app.clock.now().getTime() - requestHours * 3_600_000))
      .returningAll()
      .executeTakeFirst();
    if (!request) return undefined;
    const { address, address_hash, language, terms, match, pace } = request;
    const subscriber = await tx.db
      .insertInto('subscriptions.subscriber')
      .values({ address, address_hash, language, created_at: app.clock.now() })
      .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ language }))
      .returning(['id', 'generation'])
      .executeTakeFirstOrThrow();
    const wanted = { terms, match: match as Match, pace: paceOf(pace) };
    await keepSubscription(tx, subscriber.id, wanted, { mail: true, push: false });
    await reviveAddress(app, tx.db, address);
    return secretAddress(app, 'manage', subscriber.id, subscriber.generation);
  });
}
