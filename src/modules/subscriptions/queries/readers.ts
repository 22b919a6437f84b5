// To whom a subscription goes: the account's present address, or the one that was confirmed.
import type { Transaction } from '../../../kernel/transaction.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { accountsByIds } from '../../identity/index.ts';
import { addressHash, type NoticeRecipient } from '../../notifications/index.ts';

export interface Reader extends NoticeRecipient {
  subscriber: string;
  generation: number;
  /** The same for the same mailbox; without one, the subscriber. */
  mailbox: string;
}

export async function readersOf(
  tx: Transaction,
  subscribers: readonly string[],
): Promise<Map<string, Reader>> {
  const rows = await tx.db
    .selectFrom('subscriptions.subscriber')
    .select(['id', 'account_id', 'address', 'language', 'generation'])
    .where('id', 'in', subscribers)
    .execute();
  const accounts = await accountsByIds(
    tx,
    rows.flatMap(({ account_id: id }) => id ?? []),
  );
  const readers = new Map<string, Reader>();
  for (const row of rows) {
    const account = row.account_id === null ? undefined : accounts.get(row.account_id);
    const email = account?.email ?? row.address ?? undefined;
    readers.set(row.id, {
      id: account?.id,
      name: account?.name,
      email,
      language: asLanguage(row.language) ?? 'de',
      subscriber: row.id,
      generation: row.generation,
      mailbox: email === undefined ? row.id : addressHash(tx.app, email).toString('hex').slice(0, 32),
    });
  }
  return readers;
}
