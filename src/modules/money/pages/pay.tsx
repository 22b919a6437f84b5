// /faelle/{ref}/…: the person pays, sees how a payment stands, and gets bill and receipt as PDF.
import type { VNode } from 'preact';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { Button, Buttons, Facts, Notice, Top, Wrap, formatMoney, uiLabels } from '../../../ui/index.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { bytes, seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { isOver } from '../../../payments/payment-state.ts';
import { paymentMethods } from '../../../payments/provider-messages.ts';
import { requireServiceVersion, serviceTitle } from '../../catalogue/index.ts';
import { askPayment } from '../actions/ask-payment.ts';
import { startPayment } from '../actions/start-payment.ts';
import { billModel, receiptModel } from '../bill-pdf/bill-model.ts';
import { renderBill } from '../bill-pdf/render-bill.ts';
import { moneyTexts } from '../money-texts.ts';
import { payBill, payThis } from '../permissions.ts';
import { billById, type Bill } from '../queries/bills.ts';
import { paymentById, paymentsOf, type Payment } from '../queries/payments.ts';
import { entriesOfBills } from '../queries/statements.ts';

/** One's own bill, with whatever else is read of it; by mandate it is logged. @throws Fault NOT_FOUND */
async function ownBill<Beside>(
  request: Request,
  beside: (db: Parameters<typeof billById>[0], bill: Bill) => Promise<Beside>,
  find: (db: Parameters<typeof billById>[0]) => Promise<string | undefined>,
): Promise<{ bill: Bill; beside: Beside }> {
  const { app, params } = request;
  const actor = personOf(request);
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const id = await find(tx.db);
    const bill = id === undefined ? undefined : await billById(tx.db, id);
    if (!bill || bill.caseRef !== params['ref'] || !payThis.allows(actor, bill, app))
      throw new Fault('NOT_FOUND');
    if (actor.acting)
      await tx.recordAccess({
        ...{
          kind: 'read',
          subject: bill.accountId,
          fields: ['bill'],
          purpose: 'money',
          caseRef: bill.caseRef,
        },
      });
    return { bill, beside: await beside(tx.db, bill) };
  });
}

const byParam = ({ params }: Request) => {
  const id = params['bill'] ?? '';
  return async () => (isUuid(id) ? id : undefined);
};

async function pay(request: Request): Promise<Reply> {
  const { app, params, body } = request;
  const billId = params['bill'] ?? '';
  const ref = params['ref'] ?? '';
  const way = (body as Record<string, unknown> | undefined)?.['weg'];
  const method = paymentMethods.find((each) => each === way);
  if (!isUuid(billId)) throw new Fault('NOT_FOUND');
  if (!method) return seeOther(`/faelle/${ref}#rechnung`);
  const id = await startPayment(app, personOf(request), { ref, billId, method });
  return seeOther(`/faelle/${ref}/zahlungen/${id}`);
}

/** Whoever comes back from the payment service sees how it stands now: it is asked, not believed what the address says. */
async function showPayment(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const id = params['payment'] ?? '';
  const payment = async (db: Parameters<typeof billById>[0]) =>
    isUuid(id) ? paymentById(db, id) : undefined;
  const read = () => ownBill(request, payment, async (db) => (await payment(db))?.billId);
  let found = await read();
  if (found.beside && !isOver(found.beside.state)) {
    await askPayment(app, id);
    found = await read();
  }
  const { bill, beside } = found;
  if (!beside) throw new Fault('NOT_FOUND');
  const t = moneyTexts(language);
  return page(request, {
    title: t('payment.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('payment.title')}
          crumbs={[
            { label: serviceTitle(app, bill.serviceId, language), href: `/faelle/${bill.caseRef}` },
            { label: t('payment.title') },
          ]}
          tight
        />
        <div class="stack">
          <Standing request={request} bill={bill} payment={beside} />
        </div>
      </Wrap>
    ),
  });
}

function Standing({ request, bill, payment }: { request: Request; bill: Bill; payment: Payment }): VNode {
  const { app, language } = request;
  const t = moneyTexts(language);
  const { state, method, amount, captured } = payment;
  const over = isOver(state);
  // The demonstration's service has its page here.
  const demo = app.config.mode === 'demo' ? `/demo/bezahlen/${payment.id}` : undefined;
  const onward = payment.checkout ?? demo;
  const tone = state === 'captured' ? 'success' : over ? 'warning' : 'info';
  return (
    <>
      <Notice tone={tone} title={t(`payment.${state}`)} role="status">
        <p>{t(`payment.${state}.next`)}</p>
      </Notice>
      <Facts
        items={[
          { term: t('case'), value: bill.caseRef },
          { term: t('way'), value: t(`method.${method}`) },
          {
            term: t('amount'),
            value: formatMoney((state === 'captured' ? captured : amount) / 100, language),
          },
        ]}
      />
      <Buttons>
        {state === 'pending' && onward !== undefined ? (
          <Button go href={onward}>
            {t('payment.goOn')}
          </Button>
        ) : null}
        {state === 'captured' ? (
          <Button variant="secondary" href={`/faelle/${bill.caseRef}/rechnungen/${bill.id}/quittung.pdf`}>
            {t('receiptLink')}
          </Button>
        ) : null}
        <Button variant="quiet" href={`/faelle/${bill.caseRef}#rechnung`}>
          {t('payment.back')}
        </Button>
      </Buttons>
    </>
  );
}

async function billPdf(request: Request): Promise<Reply> {
  const { app } = request;
  const { bill } = await ownBill(request, async () => undefined, byParam(request));
  const definition = await requireServiceVersion(app, bill.serviceId, bill.serviceVersion);
  const pdf = await renderBill(billModel(app, definition, bill));
  return bytes(pdf, 'application/pdf', `${moneyTexts(bill.language)('bill')} ${bill.number}.pdf`);
}

async function receiptPdf(request: Request): Promise<Reply> {
  const { app } = request;
  const { bill, beside } = await ownBill(
    request,
    async (db, { id }) => ({ payments: await paymentsOf(db, [id]), entries: await entriesOfBills(db, [id]) }),
    byParam(request),
  );
  if (bill.amounts.paid === 0) throw new Fault('NOT_FOUND');
  const t = moneyTexts(bill.language);
  const paid = [
    ...beside.payments
      .filter(({ captured }) => captured > 0)
      .map((each) => ({
        day: dayInSwitzerland(each.changedAt),
        how: t(`method.${each.method}`),
        amount: each.captured,
      })),
    ...beside.entries.map((each) => ({ day: each.bookedOn, how: t('method.bank'), amount: each.amount })),
  ].toSorted((one, other) => one.day.localeCompare(other.day));
  const definition = await requireServiceVersion(app, bill.serviceId, bill.serviceVersion);
  const pdf = await renderBill(receiptModel(app, definition, bill, paid));
  return bytes(pdf, 'application/pdf', `${t('pdf.receiptTitle')} ${bill.number}.pdf`);
}

export const payRoutes: Route[] = [
  {
    ...{
      method: 'POST',
      url: '/faelle/:ref/rechnungen/:bill/zahlen',
      may: payBill,
      acting: 'covered',
      kind: 'form',
    },
    summary: 'Begins a payment by card or TWINT',
    perMinute: 20,
    handle: pay,
  },
  {
    ...{
      method: 'GET',
      url: '/faelle/:ref/rechnungen/:bill/zahlen',
      may: payBill,
      acting: 'covered',
      kind: 'page',
    },
    summary: 'Back to the case',
    handle: ({ params }) => seeOther(`/faelle/${params['ref'] ?? ''}#rechnung`),
  },
  {
    ...{
      method: 'GET',
      url: '/faelle/:ref/zahlungen/:payment',
      may: payBill,
      acting: 'covered',
      kind: 'page',
    },
    summary: 'How a payment stands',
    handle: showPayment,
  },
  {
    ...{
      method: 'GET',
      url: '/faelle/:ref/rechnungen/:bill/rechnung.pdf',
      may: payBill,
      acting: 'covered',
      kind: 'file',
    },
    summary: 'The bill with its QR payment part as PDF',
    handle: billPdf,
  },
  {
    ...{
      method: 'GET',
      url: '/faelle/:ref/rechnungen/:bill/quittung.pdf',
      may: payBill,
      acting: 'covered',
      kind: 'file',
    },
    summary: 'The receipt as PDF',
    handle: receiptPdf,
  },
];
