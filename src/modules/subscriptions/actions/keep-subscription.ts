// Keeps a subscription of a subscriber with the keys by which it is found; the same wish once more only changes its pace.
import { randomUUID } from 'node:crypto';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { paceNumber } from '../paces.ts';
import { keysOfSubscription } from '../terms.ts';
import type { Wanted } from '../wanted.ts';

/** More than anybody reads; it bounds what a robot can fill in. */
export const mostSubscriptions = 50;

/** @throws Fault SUBSCRIPTIONS_FULL */
export async function keepSubscription(
  tx: Transaction,
  subscriber: string,
  { terms, match, pace }: Wanted,
  ways: { mail: boolean; push: boolean },
): Promise<string> {
  // Two forms at the same moment count one after the other.
  await tx.db
    .selectFrom('subscriptions.subscriber')
    .select('id')
    .where('id', '=', subscriber)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { count } = await tx.db
    .selectFrom('subscriptions.subscription')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('subscriber_id', '=', subscriber)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostSubscriptions) throw new Fault('SUBSCRIPTIONS_FULL', { most: mostSubscriptions });
  const id = randomUUID();
  const set = { pace: paceNumber(pace), by_mail: ways.mail, by_push: ways.push };
  const kept = await tx.db
    .insertInto('subscriptions.subscription')
    .values({
      id,
      subscriber_id: subscriber,
      terms: [...terms],
      match,
      created_at: tx.app.clock.now(),
      ...set,
    })
    .onConflict((conflict) => conflict.columns(['subscriber_id', 'terms', 'match']).doUpdateSet(set))
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('subscriptions.term')
    .values(keysOfSubscription(terms, match).map((key) => ({ key, subscription_id: kept.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return kept.id;
}

/** The subscriber of an account, made where there is none. */
export async function subscriberOfAccount(
  tx: Transaction,
  account: string,
  language: string,
): Promise<string> {
  const { id } = await tx.db
    .insertInto('subscriptions.subscriber')
    .values({ account_id: account, language, created_at: tx.app.clock.now() })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ language }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
