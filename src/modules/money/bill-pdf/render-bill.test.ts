// The bill as paper: tagged, on one page, and its code says what the payment part says, read from the page like a bank's app does.
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { qrBillText, type QrBill } from '../../../payments/qr-bill.ts';
import { qrReference, shownReference } from '../../../payments/reference.ts';
import { paymentCode } from './payment-code.ts';
import { renderBill, type BillModel } from './render-bill.ts';

const bill: QrBill = {
  iban: 'CH7531999000000000042',
  creditor: {
    name: 'Beispielkonto',
    street: 'Musterstrasse',
    houseNumber: '1',
    postalCode: '4001',
    town: 'Basel',
    country: 'CH',
  },
  amount: 16_000,
  debtor: {
    name: 'Zoë Muster',
    street: 'Freie Strasse',
    houseNumber: '12',
    postalCode: '4051',
    town: 'Basel',
    country: 'CH',
  },
  reference: qrReference(42),
  message: 'Hund anmelden, 2026-7KQ4-M2XD',
};

function model(overrides: Partial<QrBill> = {}): BillModel {
  const wanted = { ...bill, ...overrides };
  const words = [
    'receipt',
    'payment',
    'account',
    'reference',
    'additional',
    'payableBy',
    'payableByBlank',
  ] as const;
  const labels = Object.fromEntries(
    [...words, 'currency', 'amount', 'acceptance', 'separate', 'code'].map((each) => [each, `Wort ${each}`]),
  ) as NonNullable<BillModel['payment']>['labels'];
  return {
    ...{
      language: 'de',
      region: 'CH',
      canton: 'Basel-Stadt',
      unit: { name: 'Veterinäramt', address: 'Amtsgasse 1' },
    },
    ...{
      example: 'Beispiel',
      recipient: ['Zoë Muster', 'Freie Strasse 12', '4051 Basel'],
      title: 'Rechnung',
    },
    ...{
      day: { year: 2026, month: 11, day: 24 },
      lead: 'Hund anmelden',
      facts: [{ label: 'Nummer', value: '42' }],
    },
    items: [{ label: 'Hundesteuer', amount: '160.00' }],
    sums: [{ label: 'Total', amount: '160.00' }],
    paragraphs: ['Zahlbar bis 24. Dezember 2026.'],
    labels: { item: 'Posten', francs: 'Franken' },
    payment: {
      ...{ iban: 'CH75 3199 9000 0000 0004 2', creditor: ['Beispielkonto', 'Musterstrasse 1', '4001 Basel'] },
      ...{ reference: shownReference(wanted.reference), message: wanted.message, amount: '160.00', labels },
      debtor: wanted.debtor ? ['Zoë Muster', 'Freie Strasse 12', '4051 Basel'] : [],
      code: paymentCode(qrBillText(wanted)),
    },
  };
}

describe('a bill on paper', () => {
  it.each([
    ['with whoever pays', {}],
    ['without', { debtor: undefined }],
    [
      'with the longest texts',
      {
        message: 'W'.repeat(140),
        debtor: { ...(bill.debtor as object), name: 'W'.repeat(70) } as QrBill['debtor'],
      },
    ],
  ])('%s has one page, tags and a code that is read from it', async (_what, overrides) => {
    const pdf = await readPdf(await renderBill(model(overrides)));
    try {
      expect(pdf.pages).toHaveLength(1);
      expect(pdf).toMatchObject({ title: 'Rechnung', language: 'de-CH' });
      expect(pdf.raw).toContain('pdfuaid');
      expect(pdf.pages[0]).toContain(
        '00 00000 00000 00000 00000 00426'.replace('426', qrReference(42).slice(-3)),
      );
      // Through the cross in its middle.
      expect(await pdf.qr(1)).toBe(qrBillText({ ...bill, ...overrides }));
    } finally {
      await pdf.close();
    }
  });

  it('without a payment part is a receipt', async () => {
    const pdf = await readPdf(await renderBill({ ...model(), payment: null, title: 'Quittung' }));
    expect(await pdf.qr(1)).toBeUndefined();
    await pdf.close();
  });
});
