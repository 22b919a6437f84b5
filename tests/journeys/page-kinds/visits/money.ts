// The pages of bills: a person who pays, and the unit that handles money.
import { qrReference } from '../../../../src/payments/reference.ts';
import { camtFile } from '../../../../src/payments/camt/testing/camt-file.ts';
import { bareDb } from '../../../support/unguarded.ts';
import { visitorCard } from '../../../support/visitor-card.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { look, type Visit } from '../visit.ts';

const seen = { ref: '', payment: '', bill: '', entry: '', statement: '' };

/** A card for a visitor of the person, with its bill. */
async function billed(program: TestProgram): Promise<void> {
  seen.ref = await visitorCard(program, 'resident-anna');
  await program.settle();
  const bill = await bareDb(program.app)
    .selectFrom('money.bill')
    .select('id')
    .where('case_ref', '=', seen.ref)
    .executeTakeFirstOrThrow();
  seen.bill = bill.id;
}

export const moneyVisits: readonly Visit[] = [
  {
    who: 'resident-anna',
    first: '/konto',
    before: async (page, program) => {
      await billed(program);
      await page.goto(`${program.origin}/faelle/${seen.ref}`);
      await page.getByRole('button', { name: 'Mit TWINT bezahlen' }).click();
      seen.payment = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    },
    pages: [
      look('/faelle/:ref', () => `/faelle/${seen.ref}`),
      look('/faelle/:ref/zahlungen/:payment', () => `/faelle/${seen.ref}/zahlungen/${seen.payment}`),
      look('/demo/bezahlen/:payment', () => `/demo/bezahlen/${seen.payment}`),
    ],
  },
  {
    who: 'clerk-nora',
    first: '/geld',
    before: async (page, program) => {
      await billed(program);
      await page.goto(`${program.origin}/geld/auszuege`);
      const entry = {
        amount: '25.50',
        reference: qrReference(999_999_999),
        payer: 'Zoë Muster',
        bankId: 'B1',
      };
      const xml = camtFile([entry, { ...entry, amount: '1.005', bankId: 'B2' }], {
        ...{ version: '08', iban: 'CH7531999000000000042' },
      });
      await page.setInputFiles('input[type=file]', {
        ...{ name: 'gutschriften.xml', mimeType: 'application/xml', buffer: Buffer.from(xml) },
      });
      await page.getByRole('button', { name: 'Einlesen' }).click();
      seen.statement = new URL(page.url()).pathname;
      await program.settle();
      const found = await bareDb(program.app)
        .selectFrom('money.entry')
        .select('id')
        .where('state', '=', 'check')
        .executeTakeFirstOrThrow();
      seen.entry = found.id;
    },
    pages: [
      '/geld',
      look('/geld/rechnungen/:id', () => `/geld/rechnungen/${seen.bill}`),
      '/geld/auszuege',
      look('/geld/auszuege/:id', () => seen.statement),
      '/geld/abgleich',
      look('/geld/abgleich/:id', () => `/geld/abgleich/${seen.entry}`),
      '/geld/hauptbuch',
    ],
  },
];
