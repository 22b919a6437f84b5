// Files of the bank: matched, doubled, in euro, with unknown references, broken, brought twice; and what staff do about the rest.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { camtFile, type WrittenEntry } from '../../payments/camt/testing/camt-file.ts';
import { qrReference } from '../../payments/reference.ts';
import { forgetNames } from './actions/forget-names.ts';
import { billNow, billOfCard, expectSound, openAs, rowsOf, send, type BillRow } from './testing/billing.ts';

const iban = 'CH7531999000000000042';
let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
});
afterAll(async () => {
  try {
    await expectSound(program);
  } finally {
    await program.stop();
  }
});

/** Brings a file as the page does. @returns where it leads */
async function bring(
  xml: string,
  identity = 'clerk-nora',
): Promise<{ status: number; path: string; text: string }> {
  const jar = await openAs(program, identity);
  const csrf = csrfOf(await (await jar.fetch('/geld/auszuege')).text());
  const form = new FormData();
  form.set('_csrf', csrf);
  form.set('auszug', new Blob([xml], { type: 'application/xml' }), 'gutschriften.xml');
  const response = await jar.fetch('/geld/auszuege', { method: 'POST', body: form });
  const path = response.headers.get('location') ?? '';
  await program.settle();
  return {
    status: response.status,
    path,
    text: path === '' ? await response.text() : await (await jar.fetch(path)).text(),
  };
}

let count = 0;
const credit = (bill: BillRow, more: Partial<WrittenEntry> = {}): WrittenEntry => ({
  ...{
    amount: (bill.total / 100).toFixed(2),
    reference: bill.reference,
    payer: 'Anna Muster',
    bankId: `B${(count += 1)}`,
  },
  ...more,
});
const file = (...entries: WrittenEntry[]) => camtFile(entries, { version: '08', iban });
const entryBy = async (bankId: string) => {
  const found = await rowsOf<{ id: string; state: string; reason: string | null; held: boolean }>(
    program,
    `select id, state, reason, held from money.entry where bank_key = $1 order by line, id`,
    [`${iban}/${bankId}`],
  );
  return found;
};

describe('a file of the bank', () => {
  it('pays the bills that it names; the rest waits with its reason', async () => {
    const bills = [await billOfCard(program), await billOfCard(program)] as const;
    const good = credit(bills[0]);
    const entries = [
      good,
      credit(bills[1], { currency: 'EUR' }),
      credit(bills[1], { direction: 'DBIT' }),
      credit(bills[1], { reference: qrReference(999_999_999) }),
      credit(bills[1], { reference: '' }),
      credit(bills[1], { status: 'PDNG' }),
    ];
    const { text } = await bring(file(...entries));
    expect(await billNow(program, bills[0])).toMatchObject({ state: 'paid' });
    expect(await billNow(program, bills[1])).toMatchObject({ state: 'open', open: bills[1].total });
    const became = await Promise.all(entries.map(async ({ bankId }) => (await entryBy(bankId))[0]));
    expect(became.map((each) => each?.reason)).toEqual([
      null,
      'currency',
      'debit',
      'unknown-reference',
      'no-reference',
      'not-booked',
    ]);
    expect(became.map((each) => each?.held)).toEqual([false, false, false, true, true, false]);
    for (const words of ['Gebucht', 'Andere Währung als Franken', 'Unbekannte Referenz', 'Ohne Referenz'])
      expect(text).toContain(words);
    await expectSound(program);
  });

  it('brought twice is shown where it was read; an entry reported again is kept and not booked', async () => {
    const bill = await billOfCard(program);
    const entry = credit(bill);
    const first = await bring(file(entry));
    const again = await bring(file(entry));
    expect(again.path).toBe(`${first.path}?bekannt=1`);
    expect(again.text).toContain('schon eingelesen');
    // By two people at the same moment: one reads it, the other one is shown where.
    const other = file(credit(await billOfCard(program)));
    const both = await Promise.all([bring(other), bring(other)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(both.filter(({ path }) => path.endsWith('?bekannt=1'))).toHaveLength(1);
    // Another file with the same entry, and the entry twice in one.
    await bring(file(entry, credit(bill, { ...entry })));
    expect((await entryBy(entry.bankId)).map(({ state, reason }) => [state, reason]).toSorted()).toEqual([
      ['booked', null],
      ['check', 'doubled'],
      ['check', 'doubled'],
    ]);
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid', owed: 0 });
  });

  it('that is broken, of another kind or about another account is kept with its faults, each at its line', async () => {
    const bill = await billOfCard(program);
    const good = file(credit(bill));
    const torn = await bring(good.replace('</Ntry>', ''));
    expect(torn.text).toContain('kein gültiges XML');
    expect(torn.text).toMatch(/Zeile \d+/);
    expect((await bring(good.replaceAll('camt.054', 'camt.053'))).text).toContain('keine camt.054');
    expect(
      (await bring(camtFile([credit(bill)], { version: '04', iban: 'CH9300762011623852957' }))).text,
    ).toContain('ein anderes Konto');
    const half = await bring(file(credit(bill, { amount: '1.005' }), credit(bill)));
    expect(half.text).toContain('Dieser Betrag ist ungültig');
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid' });
    expect((await bring('')).status).toBe(422);
    expect((await bring(file(credit(bill)), 'resident-anna').catch(() => ({ status: 403 }))).status).toBe(
      403,
    );
  });

  it('that pays too much, or what is paid already, has the rest go back', async () => {
    const bill = await billOfCard(program);
    await bring(file(credit(bill, { amount: ((bill.total + 500) / 100).toFixed(2) })));
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid', paid: bill.total, owed: 500 });
    await bring(file(credit(bill)));
    expect(await billNow(program, bill)).toMatchObject({ paid: bill.total, owed: 500 + bill.total });
    await expectSound(program);
  });
});

describe('names', () => {
  it('go with the file after two years; of what still waits once somebody has noted what became of it', async () => {
    const bill = await billOfCard(program);
    const waiting = credit(bill, { reference: '' });
    const { path } = await bring(file(waiting));
    const id = path.split('/').at(-1) ?? '';
    const left = () =>
      rowsOf<{ file_id: string | null; payer: string }>(
        program,
        `select file_id, payer from money.statement s join money.entry e on e.statement_id = s.id where s.id = $1`,
        [id],
      );
    await forgetNames(program.app);
    expect(await left()).toMatchObject([{ file_id: expect.any(String), payer: 'Anna Muster' }]);
    await rowsOf(program, `update money.statement set uploaded_at = '2024-11-01' where id = $1`, [id]);
    await forgetNames(program.app);
    expect(await left()).toEqual([{ file_id: null, payer: 'Anna Muster' }]);
    const page = `/geld/abgleich/${(await entryBy(waiting.bankId))[0]?.id ?? ''}`;
    const noted = { schritt: 'note', bemerkung: 'Die Bank hat es zurückgeschickt.', zurueck: 'yes' };
    expect((await send(await openAs(program, 'clerk-nora'), page, page, noted)).status).toBe(303);
    expect(await left()).toEqual([{ file_id: null, payer: '' }]);
  });
});

describe('what waits to be checked', () => {
  it('is assigned to a bill by reference or case, once, or noted', async () => {
    const bill = await billOfCard(program);
    const [lost, other] = [
      credit(bill, { reference: '' }),
      credit(bill, { reference: qrReference(888_888_888) }),
    ];
    await bring(file(lost, other));
    const nora = await openAs(program, 'clerk-nora');
    const [{ id } = { id: '' }] = await entryBy(lost.bankId);
    const page = `/geld/abgleich/${id}`;
    expect((await send(nora, page, page, { schritt: 'assign', zu: '2026-XXXX-XXXX' })).status).toBe(422);
    expect((await send(nora, page, page, { schritt: 'note', bemerkung: '' })).status).toBe(422);
    expect(
      (await send(nora, page, page, { schritt: 'assign', zu: bill.case_ref.toLowerCase() })).status,
    ).toBe(303);
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid' });
    const otherPage = `/geld/abgleich/${(await entryBy(other.bankId))[0]?.id ?? ''}`;
    const csrf = csrfOf(await (await nora.fetch(otherPage)).text());
    const noted = {
      _csrf: csrf,
      schritt: 'note',
      bemerkung: 'Die Bank hat es zurückgeschickt.',
      zurueck: 'yes',
    };
    expect((await nora.post(otherPage, noted)).status).toBe(303);
    expect((await nora.post(otherPage, noted)).status).toBe(409);
    const [{ rest } = { rest: -1 }] = await rowsOf<{ rest: number }>(
      program,
      `select coalesce(sum(posting.amount), 0)::int as rest from money.posting join money.booking on booking.id = booking_id
       where account = 'unassigned' and (source like $1 or source like $2)`,
      [`entry/${id}%`, `entry/${otherPage.split('/').at(-1) ?? ''}%`],
    );
    expect(rest).toBe(0);
  });
});
