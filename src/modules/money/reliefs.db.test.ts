// Waivers and refunds by two persons, reminders by the canton's clocks, and that paid is delivered or refunded.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { submitAnswers } from '../../../tests/support/submit-answers.ts';
import { askPayment } from './actions/ask-payment.ts';
import { askDue } from './actions/ask-due.ts';
import { checkDelivery } from './actions/check-delivery.ts';
import { remindAll } from './actions/remind.ts';
import { settleCase } from './actions/settle-case.ts';
import {
  begin,
  billNow,
  billOfCard,
  expectSound,
  openAs,
  providerIdOf,
  rowsOf,
  send,
  type BillRow,
} from './testing/billing.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  program.provider?.calls(() => 'lost');
});
afterAll(async () => {
  try {
    await expectSound(program);
  } finally {
    await program.stop();
  }
});

async function paidBill(): Promise<BillRow> {
  const bill = await billOfCard(program);
  const { id } = await begin(await openAs(program, 'resident-anna'), bill);
  program.provider?.store.settle(await providerIdOf(program, id), 'captured');
  await askPayment(program.app, id);
  return billNow(program, bill);
}
const reliefsOf = ({ id }: BillRow) =>
  rowsOf<{ id: string; state: string; amount: number; reason: string }>(
    program,
    'select id, state, amount, reason from money.relief where bill_id = $1 order by proposed_at',
    [id],
  );

/** Proposes as the page does. */
async function propose(identity: string, bill: BillRow, art: string, betrag: string): Promise<Response> {
  const page = `/geld/rechnungen/${bill.id}`;
  return send(await openAs(program, identity), page, page, { art, betrag, grund: 'Härtefall' });
}
async function step(identity: string, bill: BillRow, schritt: string, bemerkung = ''): Promise<number> {
  const page = `/geld/rechnungen/${bill.id}`;
  const relief = (await reliefsOf(bill)).at(-1)?.id ?? '';
  // The token is of another page: the bill offers no form to those who may do nothing more with it.
  const response = await send(
    await openAs(program, identity),
    '/geld/auszuege',
    `${page}/freigaben/${relief}`,
    { schritt, bemerkung },
  );
  await program.settle();
  return response.status;
}

describe('a waiver', () => {
  it('needs a second person; never more than is open', async () => {
    const bill = await billOfCard(program);
    expect((await propose('clerk-nora', bill, 'waiver', '9999')).status).toBe(409);
    expect((await propose('clerk-nora', bill, 'waiver', 'viel')).status).toBe(422);
    expect((await propose('clerk-nora', bill, 'waiver', (bill.total / 100).toFixed(2))).status).toBe(303);
    // All of it is proposed already.
    expect((await propose('clerk-nora', bill, 'waiver', '0.05')).status).toBe(409);
    expect(await step('clerk-nora', bill, 'approve')).toBe(403);
    expect(await billNow(program, bill)).toMatchObject({ state: 'open' });
    expect(await step('head-otto', bill, 'approve')).toBe(303);
    expect(await billNow(program, bill)).toMatchObject({ state: 'waived', open: 0 });
    expect(await step('head-otto', bill, 'approve')).toBe(409);
  });

  it('that is refused leaves the bill open', async () => {
    const bill = await billOfCard(program);
    await propose('clerk-nora', bill, 'waiver', '5');
    expect(await step('head-otto', bill, 'refuse', 'Kein Härtefall')).toBe(303);
    expect(await billNow(program, bill)).toMatchObject({ state: 'open', open: bill.total });
  });

  it('is for the unit of money only', async () => {
    const bill = await billOfCard(program);
    for (const other of ['clerk-fiona', 'resident-anna'])
      expect((await (await openAs(program, other)).fetch(`/geld/rechnungen/${bill.id}`)).status).toBe(403);
  });
});

describe('a refund', () => {
  it('goes back on the way that the money came, once', async () => {
    const bill = await paidBill();
    await propose('clerk-nora', bill, 'refund', (bill.total / 100).toFixed(2));
    expect(await step('clerk-nora', bill, 'approve')).toBe(403);
    expect(await step('head-otto', bill, 'approve')).toBe(303);
    expect(await reliefsOf(bill)).toMatchObject([{ state: 'done' }]);
    expect(await billNow(program, bill)).toMatchObject({ paid: 0, owed: 0 });
    const [{ count } = { count: 0 }] = await rowsOf<{ count: number }>(
      program,
      `select count(*)::int from money.booking where bill_id = $1 and kind = 'refunded'`,
      [bill.id],
    );
    expect(count).toBe(1);
    await expectSound(program);
  });

  it('that the service refuses is paid out by the bank', async () => {
    const bill = await paidBill();
    const [{ provider_id: paid } = { provider_id: '' }] = await rowsOf<{ provider_id: string }>(
      program,
      'select provider_id from money.payment where bill_id = $1',
      [bill.id],
    );
    // Somebody has given it back there already.
    program.provider?.store.refund('by-hand', paid, {
      reference: 'x',
      amount: bill.total,
      notify: program.origin,
    });
    await propose('clerk-nora', bill, 'refund', '5');
    await step('head-otto', bill, 'approve');
    expect(await reliefsOf(bill)).toMatchObject([{ state: 'approved' }]);
    expect(await step('clerk-nora', bill, 'paid-out', 'Auftrag 17')).toBe(303);
    expect(await reliefsOf(bill)).toMatchObject([{ state: 'done' }]);
    await expectSound(program);
  });
});

describe('a refund of another amount than was released', () => {
  it('is held for staff with words, asked about no more, and ends with what they have cleared up', async () => {
    const bill = await paidBill();
    const store = program.provider?.store;
    if (!store) throw new Error('There is no payment service');
    const real = store.refund;
    const asked = vi
      .spyOn(store, 'refund')
      .mockImplementation((key, payment, order) =>
        real(key, payment, { ...order, amount: order.amount - 100 }),
      );
    try {
      await propose('clerk-nora', bill, 'refund', '20');
      expect(await step('head-otto', bill, 'approve')).toBe(303);
      expect(asked).toHaveBeenCalledTimes(1);
      await rowsOf(program, `update money.relief set next_ask = '2026-01-01' where next_ask is not null`);
      await askDue(program.app);
      await program.settle();
      expect(asked).toHaveBeenCalledTimes(1);
    } finally {
      asked.mockRestore();
    }
    expect(await reliefsOf(bill)).toMatchObject([{ state: 'approved' }]);
    const page = await (await openAs(program, 'clerk-nora')).fetch(`/geld/rechnungen/${bill.id}`);
    expect(await page.text()).toContain('einen anderen Betrag');
    expect(await step('clerk-nora', bill, 'paid-out', 'Auftrag 18')).toBe(303);
    expect(await reliefsOf(bill)).toMatchObject([{ state: 'done' }]);
    await expectSound(program);
  });
});

it('more that wait than a page shows come on the next one, by key', async () => {
  const bill = await billOfCard(program);
  await rowsOf(
    program,
    `insert into money.relief (kind, bill_id, amount, reason, proposed_at)
     select 'refund', $1, 5, 'Viele', timestamptz '2026-11-01' + n * interval '1 second' from generate_series(1, 120) n`,
    [bill.id],
  );
  const nora = await openAs(program, 'clerk-nora');
  let path = '/geld';
  let seen = 0;
  for (; path !== '';) {
    const html = await (await nora.fetch(path)).text();
    seen += html.split(`/geld/rechnungen/${bill.id}#freigaben`).length - 1;
    // The switch of languages has the key of this page in its addresses, too.
    const key = /class="more" href="\/geld\?freigaben=([^"#&]+)"/.exec(html)?.[1];
    path = key === undefined ? '' : `/geld?freigaben=${key}`;
  }
  await rowsOf(program, `delete from money.relief where bill_id = $1 and reason = 'Viele'`, [bill.id]);
  expect(seen).toBe(120);
});

describe('paid is delivered or refunded', () => {
  it('also when the decision is changed after it was paid: what is owed is proposed, checked by one and released by another', async () => {
    const bill = await paidBill();
    // As if it had been decided anew, against the person, and no event had come.
    await rowsOf(
      program,
      `update cases.matter set outcome = jsonb_set(outcome, '{action}', '"reject"'), state = 'rejected' where ref = $1`,
      [bill.case_ref],
    );
    await rowsOf(program, `update money.bill set checked_at = '2026-01-01' where id = $1`, [bill.id]);
    await checkDelivery(program.app);
    expect(await billNow(program, bill)).toMatchObject({ state: 'cancelled', paid: 0, owed: bill.total });
    expect(await reliefsOf(bill)).toMatchObject([
      { state: 'proposed', amount: bill.total, reason: 'not-delivered' },
    ]);
    // Again and again: proposed once.
    await settleCase(program.app, bill.case_ref);
    await checkDelivery(program.app);
    expect(await reliefsOf(bill)).toHaveLength(1);
    expect(await step('clerk-nora', bill, 'refuse')).toBe(409);
    expect(await step('clerk-nora', bill, 'check')).toBe(303);
    expect(
      await rowsOf(
        program,
        `select from kernel.event where type = 'relief.checked' and data ->> 'case' = $1`,
        [bill.case_ref],
      ),
    ).toHaveLength(1);
    expect(await step('clerk-nora', bill, 'approve')).toBe(403);
    expect(await step('head-otto', bill, 'approve')).toBe(303);
    expect(await billNow(program, bill)).toMatchObject({ owed: 0 });
    await expectSound(program);
  });

  it('finds what a fault would have left behind', async () => {
    const bill = await billOfCard(program);
    await rowsOf(program, `update money.bill set owed = 100 where id = $1`, [bill.id]);
    await checkDelivery(program.app);
    expect(await reliefsOf(bill)).toMatchObject([{ state: 'proposed', amount: 100 }]);
    // The planted debt stands in no booking: taken out again.
    await rowsOf(program, 'delete from money.relief where bill_id = $1', [bill.id]);
    await rowsOf(program, `update money.bill set owed = 0 where id = $1`, [bill.id]);
  });
});

describe('reminders', () => {
  it('come after the time limit, step by step, once each, and end with a person', async () => {
    const bill = await billOfCard(program);
    const levels = () => rowsOf(program, 'select level from money.reminder where bill_id = $1', [bill.id]);
    await remindAll(program.app);
    expect(await levels()).toEqual([]);
    for (const wanted of [1, 2, 2]) {
      await rowsOf(
        program,
        `update money.bill set next_reminder = '2026-11-01' where id = $1 and next_reminder is not null`,
        [bill.id],
      );
      await remindAll(program.app);
      await remindAll(program.app);
      await program.settle();
      expect(await levels()).toHaveLength(wanted);
    }
    const mails = await rowsOf<{ text: string }>(
      program,
      `select convert_from(message, 'UTF8') as text from kernel.mail where key like $1`,
      [`bill.reminded/${bill.id}/%`],
    );
    expect(mails).toHaveLength(2);
    // Mail can be read on the way.
    expect(mails.map(({ text }) => text).join()).not.toContain((bill.total / 100).toFixed(2));
  });

  it('wait while the decision is disputed that the bill is for', async () => {
    const bill = await billOfCard(program);
    const appeal = await submitAnswers(program, 'resident-anna', 'rekurs-departement', {
      entscheid: bill.case_ref,
      erhalten: '2026-11-24',
      ziel: 'aufheben',
      antraege: 'Die Gebühr sei aufzuheben.',
      jetzt: false,
    });
    const past = () =>
      rowsOf(program, `update money.bill set next_reminder = '2026-11-01' where id = $1`, [bill.id]);
    const levels = () => rowsOf(program, 'select level from money.reminder where bill_id = $1', [bill.id]);
    await past();
    await remindAll(program.app);
    expect(await levels()).toEqual([]);
    await rowsOf(
      program,
      `update cases.appeal set ended_at = now(), outcome = 'dismissed' where appeal_ref = $1`,
      [appeal],
    );
    await past();
    await remindAll(program.app);
    expect(await levels()).toEqual([{ level: 1 }]);
  });
});

describe('the log', () => {
  it('tells the person who has looked at their bill', async () => {
    const bill = await billOfCard(program);
    await (await openAs(program, 'clerk-nora')).fetch(`/geld/rechnungen/${bill.id}`);
    const found = await rowsOf(
      program,
      `select 1 from kernel.access_entry where case_ref = $1 and purpose = 'money' and actor_unit = 'finanzverwaltung'`,
      [bill.case_ref],
    );
    expect(found).toHaveLength(1);
  });
});
