// /geld/rechnungen/{id}: one bill with its payments and bookings; waivers and refunds are proposed and decided here, by two.
import type { VNode } from 'preact';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  ErrorSummary,
  Facts,
  Notice,
  Top,
  Wrap,
  formatDate,
  formatMoney,
  uiLabels,
  State,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { readTypedFrancs } from '../../../payments/rappen.ts';
import { shownReference } from '../../../payments/reference.ts';
import { blockedAmong, DisclosureNotice } from '../../data/index.ts';
import { accountNames } from '../../identity/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { decideRelief, type ReliefStep } from '../actions/decide-relief.ts';
import { proposeRelief } from '../actions/propose-relief.ts';
import { moneyTexts } from '../money-texts.ts';
import { handleMoney, seeMoney } from '../permissions.ts';
import { billById, type Bill } from '../queries/bills.ts';
import { bookings, type BookingRow } from '../queries/ledger.ts';
import { paymentsOf, reliefsOf, type Payment, type Relief } from '../queries/payments.ts';
import { entriesOfBills, type Entry } from '../queries/statements.ts';
import { BookingTable } from './booking-table.tsx';
import { PaymentRows, toneOf } from './case-band.tsx';
import { ProposeForm, ReliefList, type TypedRelief } from './relief-forms.tsx';
import { longestNote } from './staff-request.ts';

interface Shown {
  bill: Bill;
  payments: Payment[];
  reliefs: Relief[];
  entries: Entry[];
  lines: BookingRow[];
  blocked: boolean;
}

/** The bill, logged as a use. @throws Fault NOT_FOUND */
async function found(request: Request): Promise<Shown> {
  const { app, params } = request;
  const id = params['id'] ?? '';
  const shown = await transact(app, staffOf(request), async (tx) => {
    const bill = isUuid(id) ? await billById(tx.db, id) : undefined;
    if (!bill) {
      await tx.recordAccess();
      return undefined;
    }
    await tx.recordAccess({
      ...{
        kind: 'read',
        subject: bill.accountId,
        fields: ['name', 'bill'],
        purpose: 'money',
        caseRef: bill.caseRef,
      },
    });
    return {
      bill,
      payments: await paymentsOf(tx.db, [id]),
      reliefs: await reliefsOf(tx.db, [id]),
      entries: await entriesOfBills(tx.db, [id]),
      lines: await bookings(tx.db, { billId: id }),
      blocked: (await blockedAmong(tx, [bill.accountId])).has(bill.accountId),
    };
  });
  if (!shown) throw new Fault('NOT_FOUND');
  return shown;
}

async function show(
  request: Request,
  typed?: TypedRelief,
  notice?: { code: string; status: number },
): Promise<Reply> {
  const { app, language } = request;
  const shown = await found(request);
  const { bill, reliefs } = shown;
  const t = moneyTexts(language);
  const labels = uiLabels(language);
  const staff = reliefs.flatMap(({ proposedBy, decidedBy }) =>
    [proposedBy, decidedBy].filter((each) => each !== null),
  );
  const names = await accountNames(app, staff);
  const errors = typed?.errors ?? [];
  return page(request, {
    title: `${t('bill')} ${bill.number}`,
    status: notice?.status ?? (errors.length > 0 ? 422 : 200),
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={`${t('bill')} ${bill.number}`}
          meta={`${bill.recipient.name}, ${serviceTitle(app, bill.serviceId, language)}, ${bill.caseRef}`}
          crumbs={[{ label: t('open.title'), href: '/geld' }, { label: String(bill.number) }]}
          tight
        />
        <div class="stack">
          <ErrorSummary labels={labels} errors={errors} />
          {notice ? (
            <Notice tone="warning" title={faultText(app, language, notice.code)} role="status" />
          ) : null}
          {shown.blocked ? <DisclosureNotice language={language} /> : null}
        </div>
        <Band id="stand" title={t('bill')}>
          <BillFacts request={request} bill={bill} />
          <PaymentRows request={request} bill={bill} shown={shown} />
        </Band>
        <Band id="freigaben" title={t('reliefs.title')} note={t('reliefs.note')}>
          <ReliefList request={request} reliefs={reliefs} names={names} />
          {handleMoney.allows(request.actor, undefined, app) ? (
            <ProposeForm request={request} bill={bill} typed={typed} />
          ) : null}
        </Band>
        <Band id="buchungen" title={t('ledger.bookings')} last>
          <BookingTable id="buchungstabelle" language={language} rows={shown.lines} />
        </Band>
      </Wrap>
    ),
  });
}

function BillFacts({ request: { language }, bill }: { request: Request; bill: Bill }): VNode {
  const t = moneyTexts(language);
  const money = (rappen: number) => formatMoney(rappen / 100, language);
  const { total, open, paid, owed, waived } = bill.amounts;
  return (
    <Facts
      items={[
        { term: t('stateTerm'), value: <State tone={toneOf(bill.state)}>{t(`state.${bill.state}`)}</State> },
        { term: t('total'), value: money(total) },
        { term: t('open'), value: money(open) },
        { term: t('paid'), value: money(paid) },
        ...(waived > 0 ? [{ term: t('waived'), value: money(waived) }] : []),
        ...(owed > 0 ? [{ term: t('owedBack'), value: money(owed) }] : []),
        { term: t('dueTerm'), value: formatDate(bill.due, language) },
        { term: t('reminders'), value: String(bill.reminders) },
        { term: t('slip.reference'), value: shownReference(bill.reference) },
      ]}
    />
  );
}

/** What can't be done is said on the page, with what was typed. */
async function orNotice(request: Request, work: () => Promise<unknown>, typed?: TypedRelief): Promise<Reply> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'NOT_FOUND') throw error;
    return show(request, typed, { code: error.code, status: error.status });
  }
  return seeOther(`/geld/rechnungen/${request.params['id'] ?? ''}#freigaben`);
}

async function propose(request: Request): Promise<Reply> {
  const { params, app, language } = request;
  const billId = params['id'] ?? '';
  if (!isUuid(billId)) throw new Fault('NOT_FOUND');
  const t = moneyTexts(language);
  const [kind, francs, reason] = ['art', 'betrag', 'grund'].map((name) => typedText(request.body, name));
  const amount = readTypedFrancs(francs ?? '');
  const errors = [
    ...(kind === 'waiver' || kind === 'refund' ? [] : [{ fieldId: 'art', message: t('propose.chooseKind') }]),
    ...(amount ? [] : [{ fieldId: 'betrag', message: t('propose.amountWrong') }]),
    ...(reason === '' || (reason ?? '').length > longestNote
      ? [{ fieldId: 'grund', message: t('propose.reasonMissing') }]
      : []),
  ];
  const typed = { kind: kind ?? '', amount: francs ?? '', reason: reason ?? '', errors };
  if (errors.length > 0 || amount === undefined) return show(request, typed);
  return orNotice(
    request,
    () =>
      proposeRelief(app, staffOf(request), {
        ...{ billId, amount, reason: typed.reason, kind: kind === 'waiver' ? 'waiver' : 'refund' },
      }),
    typed,
  );
}

async function decide(request: Request): Promise<Reply> {
  const { app, params } = request;
  const relief = params['relief'] ?? '';
  if (!isUuid(relief)) throw new Fault('NOT_FOUND');
  const note = typedText(request.body, 'bemerkung').slice(0, longestNote);
  const steps: Record<string, ReliefStep> = {
    check: { do: 'check' },
    approve: { do: 'approve' },
    refuse: { do: 'refuse', note },
    'paid-out': { do: 'paid-out', order: note },
  };
  const step = steps[typedText(request.body, 'schritt')];
  if (!step) throw new Fault('BAD_REQUEST');
  return orNotice(request, () => decideRelief(app, staffOf(request), relief, step));
}

export const billRoutes: Route[] = [
  {
    ...{ method: 'GET', url: '/geld/rechnungen/:id', may: seeMoney, kind: 'page' },
    summary: 'One bill with its payments, waivers, refunds and bookings',
    handle: (request) => show(request),
  },
  {
    ...{ method: 'POST', url: '/geld/rechnungen/:id', may: handleMoney, kind: 'form' },
    summary: 'Proposes a waiver or a refund',
    handle: propose,
  },
  {
    ...{ method: 'POST', url: '/geld/rechnungen/:id/freigaben/:relief', may: handleMoney, kind: 'form' },
    summary: 'Checks, releases or refuses a waiver or refund, or notes that it is paid out',
    handle: decide,
  },
  {
    ...{ method: 'GET', url: '/geld/rechnungen/:id/freigaben/:relief', may: seeMoney, kind: 'page' },
    summary: 'Back to the bill',
    handle: ({ params }) => seeOther(`/geld/rechnungen/${params['id'] ?? ''}`),
  },
];
