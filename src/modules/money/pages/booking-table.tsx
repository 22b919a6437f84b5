// Bookings as a table of four columns, which a phone has room for: day and number, what for and account, debit, credit.
import type { VNode } from 'preact';
import { Table, formatAmount, formatDate, swissDay } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { moneyTexts } from '../money-texts.ts';
import type { BookingRow } from '../queries/ledger.ts';

const kinds = [
  'issued',
  'received',
  'waived',
  'cancelled',
  'conceded',
  'refunded',
  'written-off',
  'held',
  'returned',
] as const;

interface Props {
  id: string;
  language: Language;
  rows: readonly BookingRow[];
}

export function BookingTable({ id, language, rows }: Props): VNode {
  const t = moneyTexts(language);
  if (rows.length === 0) return <p class="quiet">{t('ledger.none')}</p>;
  const kindOf = (kind: string) => {
    const known = kinds.find((each) => each === kind);
    return known ? t(`booking.${known}`) : kind;
  };
  return (
    <Table
      id={id}
      caption={t('ledger.bookingsTable')}
      hideCaption
      columns={[
        { label: <TwoLines first={t('ledger.day')} second={t('ledger.number')} />, nowrap: true },
        { label: <TwoLines first={t('ledger.what')} second={t('ledger.account')} /> },
        { label: t('ledger.debit'), numeric: true },
        { label: t('ledger.credit'), numeric: true },
      ]}
      rows={rows.map((row, index) => ({
        key: `${row.id}-${index}`,
        cells: [
          <TwoLines first={formatDate(swissDay(row.at), language, 'short')} second={String(row.id)} />,
          <TwoLines first={kindOf(row.kind)} second={t(`account.${row.account}`)} />,
          row.amount > 0 ? formatAmount(row.amount / 100) : '',
          row.amount < 0 ? formatAmount(-row.amount / 100) : '',
        ],
      }))}
    />
  );
}

function TwoLines({ first, second }: { first: string; second: string }): VNode {
  return (
    <>
      {first}
      <span class="src"> {second}</span>
    </>
  );
}
