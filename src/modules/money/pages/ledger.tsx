// /geld/hauptbuch: what each account stands at, whether all of it balances, and the bookings, the latest first.
import {
  Band,
  MoreLink,
  Notice,
  Table,
  Top,
  Views,
  Wrap,
  formatAmount,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { ledgerAccounts } from '../../../payments/ledger.ts';
import { configOf } from '../money-config.ts';
import { moneyTexts } from '../money-texts.ts';
import { seeMoney } from '../permissions.ts';
import { accountSums, bookings, pageOfBookings } from '../queries/ledger.ts';
import { BookingTable } from './booking-table.tsx';
import { areas } from './staff-request.ts';

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = moneyTexts(language);
  const [before] = readPageKey(query['cursor'], 'number') ?? [];
  const { chart } = configOf.of(app);
  // Bookings name no person: nothing of this is anybody's data.
  const sums = new Map((await accountSums(app.db)).map((each) => [each.account, each]));
  const lines = await bookings(app.db, before === undefined ? {} : { before: Number(before) });
  const ids = [...new Set(lines.map(({ id }) => id))];
  const last = ids.length > pageOfBookings ? ids[pageOfBookings - 1] : undefined;
  const total = (side: 'debit' | 'credit') => [...sums.values()].reduce((sum, each) => sum + each[side], 0);
  const francs = (rappen: number) => formatAmount(rappen / 100);
  return page(request, {
    title: t('ledger.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('ledger.title')} lead={t('ledger.lead')} tight />
        <Views {...areas(language, '/geld/hauptbuch')} />
        {total('debit') === total('credit') ? null : <Notice tone="danger" title={t('ledger.unbalanced')} />}
        <Band id="konten" title={t('ledger.accounts')}>
          <Table
            id="kontentabelle"
            caption={t('ledger.accountsTable')}
            hideCaption
            columns={[
              { label: t('ledger.account') },
              { label: t('ledger.debit'), numeric: true },
              { label: t('ledger.credit'), numeric: true },
              { label: t('ledger.balance'), numeric: true },
            ]}
            rows={ledgerAccounts.map((account) => {
              const { debit = 0, credit = 0 } = sums.get(account) ?? {};
              return {
                key: account,
                cells: [
                  `${chart[account]} ${t(`account.${account}`)}`,
                  francs(debit),
                  francs(credit),
                  francs(debit - credit),
                ],
              };
            })}
            foot={[
              t('total'),
              francs(total('debit')),
              francs(total('credit')),
              francs(total('debit') - total('credit')),
            ]}
          />
        </Band>
        <Band id="buchungen" title={t('ledger.bookings')} last>
          <BookingTable
            id="buchungstabelle"
            language={language}
            rows={lines.filter(({ id }) => last === undefined || id >= last)}
          />
          {last === undefined ? null : (
            <MoreLink href={`/geld/hauptbuch?cursor=${pageKey([String(last)])}`} label={t('further')} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

export const ledgerRoute: Route = {
  method: 'GET',
  url: '/geld/hauptbuch',
  may: seeMoney,
  kind: 'page',
  summary: 'The ledger in double entry: accounts and bookings',
  handle: show,
};
