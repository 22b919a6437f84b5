// What the staff pages of money share: the areas, and logging whose bills a page shows.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { moneyTexts } from '../money-texts.ts';
import type { Bill } from '../queries/bills.ts';

/** Characters of a reason or note. */
export const longestNote = 1000;

/** The areas of money, as a navigation. */
export function areas(language: Language, current: string) {
  const t = moneyTexts(language);
  return {
    label: t('areas'),
    views: (
      [
        ['/geld', 'open.title'],
        ['/geld/abgleich', 'checks.title'],
        ['/geld/auszuege', 'statements.title'],
        ['/geld/hauptbuch', 'ledger.title'],
      ] as const
    ).map(([href, key]) => ({ href, label: t(key), current: href === current })),
  };
}

/** One entry in the log for each person. */
export async function logBills(tx: Transaction, bills: readonly Pick<Bill, 'accountId'>[]): Promise<void> {
  await tx.recordAccess(
    ...[...new Set(bills.map(({ accountId }) => accountId))].map((subject) => ({
      ...{ kind: 'read' as const, subject, fields: ['name', 'bill'], purpose: 'money' },
    })),
  );
}
