// notifications.deliver: sends one kept mail; where no server takes it, the job comes again later, until it is given up.
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { markDead } from '../dead-addresses.ts';

const task = 'notifications.deliver';
const jobKey = (key: string) => `${task}/${key}`;

/** One job for each mail; one that waits for its next try keeps its time. */
export const queueDelivery = (tx: Transaction, key: string): Promise<void> =>
  tx.queue(task, { key }, { key: jobKey(key), keepPlace: true });

/** @returns whether it has left, waits, or never will */
export async function deliverNotice(
  app: App,
  key: string,
): Promise<'sent' | 'waiting' | 'given-up' | 'none'> {
  const delivery = await app.mailer.deliver(key);
  if (delivery.is === 'given-up') app.log.warn({ key }, 'A mail was given up');
  if ('gone' in delivery && delivery.gone) {
    // Not asked again at the next notice; the person reads it in the account.
    const { recipient, answer } = delivery.gone;
    await markDead(app, app.db, recipient, answer);
  }
  if (delivery.is !== 'later' && delivery.is !== 'held') return delivery.is;
  // The queue goes by the machine's time, not by the demonstration's.
  const runAt = new Date(Date.now() + delivery.againInSeconds * 1000);
  await transact(app, { kind: 'programme', task }, (tx) =>
    tx.queue(task, { key }, { key: jobKey(key), runAt }),
  );
  return 'waiting';
}

export async function deliver(app: App, payload: Record<string, unknown>): Promise<void> {
  await deliverNotice(app, String(payload['key']));
}
