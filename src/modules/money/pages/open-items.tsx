// /geld: what waits for a second person, and open bills by the day they fall due.
import type { VNode } from 'preact';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  State,
  Top,
  Views,
  WorkTable,
  Wrap,
  dueTone,
  formatDate,
  formatDue,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { blockedAmong, disclosureTexts } from '../../data/index.ts';
import { moneyTexts } from '../money-texts.ts';
import { seeMoney } from '../permissions.ts';
import { openBills, pageOfBills, type Bill } from '../queries/bills.ts';
import { isHeld, waitingReliefs } from '../queries/payments.ts';
import { entryAmount } from './entry-words.ts';
import { areas, logBills } from './staff-request.ts';

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = moneyTexts(language);
  const [due, id] = readPageKey(query['cursor'], 'day', 'uuid') ?? [];
  const after = due !== undefined && id !== undefined ? { due, id } : undefined;
  const reliefAfter = readPageKey(query['freigaben'], 'instant', 'uuid');
  const { bills, waiting, blocked } = await transact(app, staffOf(request), async (tx) => {
    const found = reliefAfter ? [] : await openBills(tx.db, after);
    const reliefs = after ? [] : await waitingReliefs(tx.db, pageOfBills + 1, reliefAfter);
    await logBills(tx, [...found.slice(0, pageOfBills), ...reliefs.slice(0, pageOfBills)]);
    const owing = await blockedAmong(
      tx,
      found.slice(0, pageOfBills).map(({ accountId }) => accountId),
    );
    return { bills: found, waiting: reliefs, blocked: owing };
  });
  const last = bills.length > pageOfBills ? bills[pageOfBills - 1] : undefined;
  const lastWaiting = waiting.length > pageOfBills ? waiting[pageOfBills - 1] : undefined;
  return page(request, {
    title: t('open.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('open.title')} lead={t('open.lead')} tight />
        <Views {...areas(language, '/geld')} />
        {after ? null : (
          <Band id="freigaben" title={t('waiting.title')} last={reliefAfter !== undefined}>
            {waiting.length === 0 ? (
              <EmptyState text={t('waiting.none')} />
            ) : (
              <Waiting request={request} waiting={waiting.slice(0, pageOfBills)} />
            )}
            {lastWaiting ? (
              <MoreLink
                href={`/geld?freigaben=${pageKey([lastWaiting.proposedAt.toISOString(), lastWaiting.id])}`}
                label={t('further')}
                hidden={t('waiting.title')}
              />
            ) : null}
          </Band>
        )}
        {reliefAfter ? null : (
          <Band id="offen" title={t('open.bills')} last>
            {bills.length === 0 ? (
              <EmptyState text={t('open.none')} />
            ) : (
              <Open request={request} bills={bills.slice(0, pageOfBills)} blocked={blocked} />
            )}
            {last ? (
              <MoreLink href={`/geld?cursor=${pageKey([last.due, last.id])}`} label={t('further')} />
            ) : null}
          </Band>
        )}
      </Wrap>
    ),
  });
}

/** With its currency: on phones no heading stands above it. */
const chf = (rappen: number): string => entryAmount({ amount: rappen, currency: 'CHF' });

function Waiting({
  request: { language },
  waiting,
}: {
  request: Request;
  waiting: Awaited<ReturnType<typeof waitingReliefs>>;
}): VNode {
  const t = moneyTexts(language);
  return (
    <WorkTable
      labels={uiLabels(language)}
      caption={t('waiting.title')}
      columns={[
        { label: t('waiting.what') },
        { label: t('waiting.next') },
        { label: t('amount'), kind: 'n' },
      ]}
      rows={waiting.map((each) => ({
        key: each.id,
        title: t(each.kind === 'waiver' ? 'relief.waiver' : 'relief.refund'),
        href: `/geld/rechnungen/${each.billId}#freigaben`,
        sub: `${each.caseRef}, ${formatDate(swissDay(each.proposedAt), language, 'shortDay')}`,
        cells: [
          t(
            each.state === 'approved'
              ? each.paymentId === null
                ? 'waiting.payOut'
                : isHeld(each)
                  ? 'waiting.held'
                  : 'waiting.sending'
              : each.proposedBy === null
                ? 'waiting.check'
                : 'waiting.decide',
          ),
          chf(each.amount),
        ],
      }))}
    />
  );
}

interface OpenProps {
  request: Request;
  bills: readonly Bill[];
  /** Accounts that have blocked the disclosure of their data. */
  blocked: ReadonlySet<string>;
}

function Open({ request: { app, language }, bills, blocked }: OpenProps): VNode {
  const t = moneyTexts(language);
  const today = app.clock.today();
  return (
    <WorkTable
      labels={uiLabels(language)}
      caption={t('open.bills')}
      columns={[
        { label: t('bill') },
        { label: t('dueTerm'), kind: 'clock' },
        { label: t('reminders'), kind: 'nowrap' },
        { label: t('open'), kind: 'n' },
      ]}
      rows={bills.map((bill) => ({
        key: bill.id,
        title: bill.recipient.name,
        href: `/geld/rechnungen/${bill.id}`,
        sub: [
          `${bill.number}, ${serviceTitle(app, bill.serviceId, language)}, ${bill.caseRef}`,
          ...(blocked.has(bill.accountId) ? [disclosureTexts(language)('note.short')] : []),
        ].join('. '),
        cells: [
          <State tone={dueTone(bill.due, today)}>{formatDue(bill.due, today, language)}</State>,
          t('remindersSent', { count: bill.reminders }),
          chf(bill.amounts.open),
        ],
      }))}
    />
  );
}

export const openItemsRoute: Route = {
  method: 'GET',
  url: '/geld',
  may: seeMoney,
  kind: 'page',
  summary: 'Open bills by due day, and waivers and refunds that wait for somebody',
  handle: show,
};
