// Adds the device that a form of ours has brought, or removes all.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { addDevice, removeDevices } from './push.ts';

/** @returns whether the form was about devices at all. @throws Fault BAD_REQUEST for what no browser would send */
export async function changeDevices(
  tx: Transaction,
  owner: string,
  language: Language,
  body: unknown,
): Promise<boolean> {
  const form = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
  if (form['tun'] === 'no-devices') await removeDevices(tx, owner);
  else if (form['tun'] === 'device')
    await addDevice(tx, owner, language, {
      endpoint: text('endpoint'),
      p256dh: text('p256dh'),
      auth: text('auth'),
    });
  else return false;
  return true;
}

export async function countDevices(db: Database, owner: string): Promise<number> {
  const { count } = await db
    .selectFrom('notifications.push_device')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('owner_id', '=', owner)
    .executeTakeFirstOrThrow();
  return Number(count);
}
