// What the staff pages of money share: amounts as typed, the areas, and logging whose bills a page shows.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { moneyTexts } from '../money-texts.ts';
import type { Bill } from '../queries/bills.ts';

/** Characters of a reason or note. */
export const longestNote = 1000;

/** `12`, `12.5`, `12,50` francs, with an apostrophe between thousands, as whole Rappen. */
export function typedRappen(typed: string): number | undefined {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(typed.replace(/[’'\s]/g, '').replace(',', '.'));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

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
