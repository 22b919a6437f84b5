// What a bill and its receipt say: made from the bill as it stands, in the language of the case.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { shownIban } from '../../../payments/iban.ts';
import { billText, qrBillText, type BillAddress } from '../../../payments/qr-bill.ts';
import { shownReference } from '../../../payments/reference.ts';
import { formatAmount } from '../../../ui/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { configOf } from '../money-config.ts';
import { moneyTexts } from '../money-texts.ts';
import type { Bill } from '../queries/bills.ts';
import { paymentCode } from './payment-code.ts';
import type { BillModel, PaymentPart } from './render-bill.ts';

/** Rappen as people write francs. */
export const francs = (rappen: number): string => formatAmount(rappen / 100);

/** Words of the service's fee. */
export const itemLabel = (
  definition: ServiceDefinition,
  { language }: Pick<Bill, 'language'>,
  id: string,
): string => definition.texts[language][`fees.${id}`] ?? id;

/** With the payment part as long as something is open. */
export function billModel(app: App, definition: ServiceDefinition, bill: Bill): BillModel {
  const t = moneyTexts(bill.language);
  const { open, paid, waived, total } = bill.amounts;
  const paidPart = total - open - waived;
  return {
    ...common(app, definition, bill),
    title: t('pdf.bill'),
    lead: t('pdf.lead', { service: definition.texts[bill.language]['title'] ?? definition.id }),
    sums: [
      { label: t('total'), amount: francs(total) },
      ...(paidPart > 0 ? [{ label: t('pdf.paid'), amount: francs(-paidPart) }] : []),
      ...(waived > 0 ? [{ label: t('waived'), amount: francs(-waived) }] : []),
      ...(open < total ? [{ label: t('open'), amount: francs(open) }] : []),
    ],
    paragraphs:
      open > 0
        ? [t('pdf.due', { day: longDay(bill.language, bill.due) }), t('pdf.online')]
        : [t(paid > 0 ? 'pdf.allPaid' : 'pdf.nothingOpen')],
    payment: open > 0 ? paymentPart(app, definition, bill) : null,
  };
}

/** What was paid, when and how: for people's own books. */
export function receiptModel(
  app: App,
  definition: ServiceDefinition,
  bill: Bill,
  payments: readonly { day: string; how: string; amount: number }[],
): BillModel {
  const t = moneyTexts(bill.language);
  return {
    ...common(app, definition, bill),
    title: t('pdf.receiptTitle'),
    lead: t('pdf.lead', { service: definition.texts[bill.language]['title'] ?? definition.id }),
    sums: [
      { label: t('total'), amount: francs(bill.amounts.total) },
      ...payments.map(({ day, how, amount }) => ({
        label: t('pdf.paidOn', { day: longDay(bill.language, day), how }),
        amount: francs(-amount),
      })),
    ],
    paragraphs: [t('pdf.thanks')],
    payment: null,
  };
}

function common(app: App, definition: ServiceDefinition, bill: Bill) {
  const { language } = bill;
  const t = moneyTexts(language);
  const today = app.clock.today();
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const { name, address } = bill.recipient;
  return {
    language,
    region: language === 'en' ? 'GB' : 'CH',
    canton: app.canton.name[language],
    unit: { name: unitName(app, bill.unit, language), address: unitOf(app, bill.unit)?.address ?? '' },
    example: configOf.of(app).exampleAccount ? t('pdf.example') : '',
    recipient: address
      ? [name, `${address.street} ${address.houseNumber}`.trim(), `${address.postalCode} ${address.town}`]
      : [name],
    day: { year, month, day },
    facts: [
      { label: t('pdf.date'), value: longDay(language, dayInSwitzerland(bill.issuedAt)) },
      { label: t('pdf.number'), value: String(bill.number) },
      { label: t('case'), value: bill.caseRef },
    ],
    items: bill.items.map(({ id, amount }) => ({
      label: itemLabel(definition, bill, id),
      amount: francs(amount),
    })),
    labels: { item: t('pdf.item'), francs: t('pdf.francs') },
  };
}

function paymentPart(app: App, definition: ServiceDefinition, bill: Bill): PaymentPart {
  const t = moneyTexts(bill.language);
  const { iban, creditor } = configOf.of(app);
  const { name, address } = bill.recipient;
  const debtor: BillAddress | undefined = address ? { name, ...address, country: 'CH' } : undefined;
  const message = billText(
    `${definition.texts[bill.language]['title'] ?? definition.id}, ${bill.caseRef}`,
    140,
  );
  const text = qrBillText({
    iban,
    creditor,
    amount: bill.amounts.open,
    debtor,
    reference: bill.reference,
    message,
  });
  // What stands beside the code is what the code says.
  const said = text.split('\n');
  const lines = (from: number) => {
    const [party = '', street = '', number = '', postalCode = '', town = ''] = said.slice(from + 1, from + 6);
    return party === ''
      ? []
      : [party, `${street} ${number}`.trim(), `${postalCode} ${town}`].filter((each) => each !== '');
  };
  return {
    iban: shownIban(iban),
    creditor: lines(4),
    reference: shownReference(bill.reference),
    message,
    debtor: lines(20),
    amount: francs(bill.amounts.open).replace(/[\u2019'\u202f]/g, '\u00a0'),
    code: paymentCode(text),
    labels: {
      receipt: t('slip.receipt'),
      payment: t('slip.payment'),
      account: t('slip.account'),
      reference: t('slip.reference'),
      additional: t('slip.additional'),
      payableBy: t('slip.payableBy'),
      payableByBlank: t('slip.payableByBlank'),
      currency: t('slip.currency'),
      amount: t('slip.amount'),
      acceptance: t('slip.acceptance'),
      separate: t('slip.separate'),
      code: t('slip.code'),
    },
  };
}
