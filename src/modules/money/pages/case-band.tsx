// On the page of a case: its bill, how it is paid, receipts, what goes back. For the person with the ways to pay; for staff as it stands.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  Notice,
  Rows,
  Stack,
  State,
  formatDate,
  formatMoney,
  type Tone,
} from '../../../ui/index.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { BillStanding } from '../../../payments/ledger.ts';
import { paymentMethods } from '../../../payments/provider-messages.ts';
import { shownReference } from '../../../payments/reference.ts';
import { shownIban } from '../../../payments/iban.ts';
import { mayPayOnline } from '../actions/start-payment.ts';
import { configOf } from '../money-config.ts';
import { moneyTexts } from '../money-texts.ts';
import { payThis, seeMoney } from '../permissions.ts';
import { billsOfCase, type Bill } from '../queries/bills.ts';
import { paymentsOf, reliefsOf, type Payment, type Relief } from '../queries/payments.ts';
import { entriesOfBills, type Entry } from '../queries/statements.ts';

interface Shown {
  bills: Bill[];
  payments: Payment[];
  reliefs: Relief[];
  entries: Entry[];
}

export const toneOf = (state: BillStanding): Tone =>
  state === 'paid' ? 'success' : state === 'open' ? 'warning' : 'neutral';

/** Whoever opens the case may see the band only of their own bill, or as staff who handle money. */
export async function caseBand(request: Request, ref: string): Promise<VNode | null> {
  const { app, actor } = request;
  if (actor.kind !== 'person' && !seeMoney.allows(actor, undefined, app)) return null;
  const shown = await transact(app, actor, async (tx): Promise<Shown | undefined> => {
    const bills = (await billsOfCase(tx.db, ref)).filter(
      (bill) => actor.kind === 'staff' || payThis.allows(actor, bill, app),
    );
    const ids = bills.map(({ id }) => id);
    const [first] = bills;
    if (!first) {
      await tx.recordAccess();
      return undefined;
    }
    const own = actor.kind === 'person' && !actor.acting;
    if (own) tx.ownData();
    else
      await tx.recordAccess({
        ...{ kind: 'read', subject: first.accountId, fields: ['bill'], purpose: 'money', caseRef: ref },
      });
    return {
      bills,
      payments: await paymentsOf(tx.db, ids),
      reliefs: await reliefsOf(tx.db, ids),
      entries: await entriesOfBills(tx.db, ids),
    };
  });
  if (!shown) return null;
  return (
    <Band id="rechnung" title={moneyTexts(request.language)('band.title')}>
      <Stack>
        {shown.bills.map((bill) => (
          <OneBill key={bill.id} request={request} bill={bill} shown={shown} />
        ))}
      </Stack>
    </Band>
  );
}

function OneBill({ request, bill, shown }: { request: Request; bill: Bill; shown: Shown }): VNode {
  const { app, language, actor } = request;
  const t = moneyTexts(language);
  const { open, owed, total } = bill.amounts;
  const overdue = bill.state === 'open' && bill.due < app.clock.today();
  const address = `/faelle/${bill.caseRef}/rechnungen/${bill.id}`;
  return (
    <Stack>
      <Facts
        items={[
          {
            term: t('bill'),
            value: `${bill.number}`,
            mark: <State tone={toneOf(bill.state)}>{t(`state.${bill.state}`)}</State>,
          },
          { term: t('total'), value: formatMoney(total / 100, language) },
          ...(open > 0 && open < total
            ? [{ term: t('open'), value: formatMoney(open / 100, language) }]
            : []),
          ...(open > 0
            ? [
                {
                  term: t('dueTerm'),
                  value: `${formatDate(bill.due, language)}${overdue ? `. ${t('overdue')}` : ''}`,
                },
              ]
            : []),
          ...(owed > 0
            ? [
                {
                  term: t(actor.kind === 'person' ? 'owed' : 'owedBack'),
                  value: formatMoney(owed / 100, language),
                },
              ]
            : []),
        ]}
      />
      <PaymentRows request={request} bill={bill} shown={shown} />
      {actor.kind === 'person' && bill.state === 'open' ? (
        <WaysToPay request={request} bill={bill} address={address} />
      ) : null}
      {actor.kind === 'person' && bill.amounts.paid > 0 ? (
        <p>
          <a href={`${address}/quittung.pdf`}>{t('receiptLink')}</a>
        </p>
      ) : null}
      {actor.kind === 'staff' ? (
        <p>
          <a href={`/geld/rechnungen/${bill.id}`}>{t('toBill')}</a>
        </p>
      ) : null}
    </Stack>
  );
}

function WaysToPay({ request, bill, address }: { request: Request; bill: Bill; address: string }): VNode {
  const { app, language, csrf } = request;
  const t = moneyTexts(language);
  const { iban, creditor, exampleAccount } = configOf.of(app);
  return (
    <Stack>
      {exampleAccount ? <Notice tone="warning" level={3} title={t('exampleAccount')} /> : null}
      {mayPayOnline(app, bill) ? (
        <Form action={`${address}/zahlen`} hidden={{ _csrf: csrf }}>
          <Buttons>
            {paymentMethods.map((method) => (
              <Button
                key={method}
                variant={method === 'card' ? 'primary' : 'secondary'}
                name="weg"
                value={method}
              >
                {t(`pay.${method}`)}
              </Button>
            ))}
          </Buttons>
        </Form>
      ) : null}
      <Facts
        small
        items={[
          { term: t('slip.account'), value: `${shownIban(iban)}, ${creditor.name}` },
          { term: t('slip.reference'), value: shownReference(bill.reference) },
        ]}
      />
      <p>
        <a href={`${address}/rechnung.pdf`}>{t('billLink')}</a>
      </p>
    </Stack>
  );
}

/** What has happened with the money, the latest first. */
export function PaymentRows({
  request,
  bill,
  shown,
}: {
  request: Request;
  bill: Bill;
  shown: Omit<Shown, 'bills'>;
}): VNode | null {
  const { language } = request;
  const t = moneyTexts(language);
  const day = (at: Date) => dayInSwitzerland(at);
  const money = (rappen: number) => formatMoney(rappen / 100, language);
  const rows = [
    ...shown.payments
      .filter(({ billId }) => billId === bill.id)
      .map((each) => ({
        on: day(each.changedAt),
        title: `${t(`method.${each.method}`)}, ${money(each.state === 'captured' ? each.captured : each.amount)}`,
        text: t(`payment.${each.state}`),
        href: request.actor.kind === 'person' ? `/faelle/${bill.caseRef}/zahlungen/${each.id}` : undefined,
      })),
    ...shown.entries
      .filter(({ billId }) => billId === bill.id)
      .map((each) => ({
        on: each.bookedOn,
        title: `${t('method.bank')}, ${money(each.amount)}`,
        text: t('payment.captured'),
        href: undefined,
      })),
    ...shown.reliefs
      .filter(({ billId }) => billId === bill.id)
      // What staff only think about concerns the person once it is decided.
      .filter(
        ({ state, conceded, kind }) =>
          request.actor.kind === 'staff' || state !== 'proposed' || (kind === 'refund' && !conceded),
      )
      .map((each) => ({
        on: day(each.doneAt ?? each.decidedAt ?? each.proposedAt),
        title: `${t(`relief.${each.kind}`)}, ${money(each.amount)}`,
        text: t(`reliefState.${each.state}`),
        href: undefined,
      })),
  ].toSorted((one, other) => other.on.localeCompare(one.on));
  if (rows.length === 0) return null;
  return (
    <Rows small items={rows.map(({ on, ...row }) => ({ when: formatDate(on, language, 'short'), ...row }))} />
  );
}
