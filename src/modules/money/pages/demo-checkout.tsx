// /demo/bezahlen/{payment}: stands for the page of the payment service in demonstrations. No card is asked for, no money moves.
import { Button, Buttons, Facts, Form, Notice, Top, Wrap, formatMoney, uiLabels } from '../../../ui/index.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { isPaymentState } from '../../../payments/payment-state.ts';
import { moneyTexts } from '../money-texts.ts';
import { payBill, payThis } from '../permissions.ts';
import { providerOf } from '../provider/adapter.ts';
import { billById } from '../queries/bills.ts';
import { paymentById } from '../queries/payments.ts';

const outcomes = ['captured', 'failed', 'cancelled'] as const;

/** @throws Fault NOT_FOUND for others' payments */
async function found({ app, actor, params }: Request) {
  const id = params['payment'] ?? '';
  if (actor.kind !== 'person' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const both = await ownData(app, actor, async (db) => {
    const payment = await paymentById(db, id);
    const bill = payment && (await billById(db, payment.billId));
    return bill && payThis.allows(actor, bill, app) ? { payment, bill } : undefined;
  });
  if (!both) throw new Fault('NOT_FOUND');
  return both;
}

async function show(request: Request): Promise<Reply> {
  const { language, csrf } = request;
  const { payment, bill } = await found(request);
  if (payment.state !== 'pending') return seeOther(`/faelle/${bill.caseRef}/zahlungen/${payment.id}`);
  const t = moneyTexts(language);
  return page(request, {
    title: t('demo.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('demo.title')} lead={t('demo.lead')} tight />
        <div class="stack">
          <Notice tone="info" title={t('demo.noCard')} />
          <Facts
            items={[
              { term: t('way'), value: t(`method.${payment.method}`) },
              { term: t('amount'), value: formatMoney(payment.amount / 100, language) },
            ]}
          />
          <Form action={`/demo/bezahlen/${payment.id}`} hidden={{ _csrf: csrf }}>
            <Buttons>
              {outcomes.map((outcome) => (
                <Button
                  key={outcome}
                  variant={outcome === 'captured' ? 'primary' : outcome === 'failed' ? 'secondary' : 'quiet'}
                  name="ausgang"
                  value={outcome}
                >
                  {t(`demo.${outcome}`)}
                </Button>
              ))}
            </Buttons>
          </Form>
        </div>
      </Wrap>
    ),
  });
}

async function choose(request: Request): Promise<Reply> {
  const { payment, bill } = await found(request);
  const wanted = (request.body as Record<string, unknown> | undefined)?.['ausgang'];
  const outcome = outcomes.find((each) => each === wanted);
  if (outcome && isPaymentState(outcome) && payment.providerId !== null)
    await providerOf(request.app)?.settle(payment.providerId, outcome);
  return seeOther(`/faelle/${bill.caseRef}/zahlungen/${payment.id}`);
}

export const demoRoutes: Route[] = [
  {
    ...{
      method: 'GET',
      url: '/demo/bezahlen/:payment',
      may: payBill,
      acting: 'covered',
      kind: 'page',
      demoOnly: true,
    },
    summary: 'The simulated page of the payment service',
    handle: show,
  },
  {
    ...{
      method: 'POST',
      url: '/demo/bezahlen/:payment',
      may: payBill,
      acting: 'covered',
      kind: 'form',
      demoOnly: true,
    },
    summary: 'Pays, fails or breaks off in the simulation',
    handle: choose,
  },
];
