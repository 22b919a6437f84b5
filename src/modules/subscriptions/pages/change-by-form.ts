// What a form of the list of subscriptions asks for, and what is said afterwards.
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  changeSubscription,
  endSubscriptions,
  forgetSubscriber,
  renewFeed,
} from '../actions/change-subscriptions.ts';
import { paces } from '../paces.ts';

/** `done.<id>` says it. */
export const told = ['added', 'confirmed', 'changed', 'ended', 'renewed'] as const;
type Told = (typeof told)[number];

/** @throws Fault BAD_REQUEST for what no form of ours sends */
export async function changeByForm(
  tx: Transaction,
  subscriber: string,
  body: unknown,
): Promise<Told | 'forgotten'> {
  const form = (body ?? {}) as Record<string, unknown>;
  const id = form['abo'];
  const act = form['tun'];
  if (act === 'forget') {
    await forgetSubscriber(tx, subscriber);
    return 'forgotten';
  }
  if (!isUuid(id)) throw new Fault('BAD_REQUEST');
  if (act === 'end') {
    await endSubscriptions(tx, subscriber, { id });
    return 'ended';
  }
  if (act === 'renew') {
    await renewFeed(tx, subscriber, id);
    return 'renewed';
  }
  const pace = paces.find((each) => each === form['pace']);
  if (act !== 'change' || pace === undefined) throw new Fault('BAD_REQUEST');
  const way = form['way'];
  await changeSubscription(tx, subscriber, id, {
    pace,
    mail: way !== 'push' && way !== 'feed',
    push: way === 'push' || way === 'both',
  });
  return 'changed';
}
