// Bills and payments over the real protocol: once however often, with calls forged, old, doubled, late and lost, and a service that is away.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { readPdf } from '../../../tests/support/read-pdf.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { signatureHeader, signCall } from '../../payments/webhook.ts';
import { askDue } from './actions/ask-due.ts';
import { askPayment } from './actions/ask-payment.ts';
import { settleCase } from './actions/settle-case.ts';
import {
  begin,
  billNow,
  billOfCard,
  expectSound,
  openAs,
  providerIdOf,
  rowsOf,
  type BillRow,
} from './testing/billing.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  // Each test rings itself, so that none depends on when the service does.
  program.provider?.calls(() => 'lost');
});
afterAll(async () => {
  try {
    await expectSound(program);
  } finally {
    await program.stop();
  }
});

const pay = async (id: string, state: 'captured' | 'failed' = 'captured') =>
  program.provider?.store.settle(await providerIdOf(program, id), state);

/** Calls as the service does. */
function ring(
  reference: string,
  {
    secret = program.provider?.secret ?? '',
    at = program.app.clock.now(),
    sent,
  }: { secret?: string; at?: Date; sent?: string } = {},
) {
  const body = JSON.stringify({ id: `call-${reference}`, about: 'payment', reference });
  return fetch(`${program.origin}/api/v1/payments/changes`, {
    method: 'POST',
    headers: {
      'content-type': 'application/vnd.payment-change+json',
      [signatureHeader]: signCall(secret, body, at),
    },
    body: sent ?? body,
  });
}
const bookingsOf = ({ id }: BillRow, kind: string) =>
  rowsOf(program, 'select id from money.booking where bill_id = $1 and kind = $2', [id, kind]);

describe('the bill of a decision', () => {
  it('is made once, with a reference, a day and its booking; the person finds it, others do not', async () => {
    const bill = await billOfCard(program);
    expect(bill).toMatchObject({ state: 'open', reference: expect.stringMatching(/^\d{27}$/) });
    expect(bill.total % 5).toBe(0);
    await settleCase(program.app, bill.case_ref);
    expect(
      await rowsOf(program, 'select id from money.bill where case_ref = $1', [bill.case_ref]),
    ).toHaveLength(1);
    expect(await bookingsOf(bill, 'issued')).toHaveLength(1);
    const anna = await openAs(program, 'resident-anna');
    expect(await (await anna.fetch(`/faelle/${bill.case_ref}`)).text()).toContain('Rechnung und Zahlung');
    const path = `/faelle/${bill.case_ref}/rechnungen/${bill.id}/rechnung.pdf`;
    const pdf = await readPdf(Buffer.from(await (await anna.fetch(path)).arrayBuffer()));
    const code = (await pdf.qr(1))?.split('\n') ?? [];
    expect([code[0], code[3], code[18], code[28]]).toEqual([
      'SPC',
      'CH7531999000000000042',
      (bill.total / 100).toFixed(2),
      bill.reference,
    ]);
    await pdf.close();
    expect((await (await openAs(program, 'resident-carla')).fetch(path)).status).toBe(404);
    // Nothing is paid: there is no receipt.
    expect((await anna.fetch(path.replace('rechnung.pdf', 'quittung.pdf'))).status).toBe(404);
  });
});

describe('a payment', () => {
  it('is begun once however often it is clicked, and paid on the simulated page', async () => {
    const bill = await billOfCard(program);
    const anna = await openAs(program, 'resident-anna');
    const page = `/faelle/${bill.case_ref}`;
    const csrf = csrfOf(await (await anna.fetch(page)).text());
    const clicks = await Promise.all(
      Array.from({ length: 5 }, () =>
        anna.post(`${page}/rechnungen/${bill.id}/zahlen`, { _csrf: csrf, weg: 'card' }),
      ),
    );
    expect(new Set(clicks.map(({ headers }) => headers.get('location'))).size).toBe(1);
    const path = clicks[0]?.headers.get('location') ?? '';
    const checkout = `/demo/bezahlen/${path.split('/').at(-1) ?? ''}`;
    expect(await (await anna.fetch(path)).text()).toContain(checkout);
    const shown = await (await anna.fetch(checkout)).text();
    // Nobody is asked for a card.
    expect(shown).not.toMatch(/<input(?![^>]*type="hidden")/);
    await anna.post(checkout, { _csrf: csrfOf(shown), ausgang: 'captured' });
    expect(await (await anna.fetch(path)).text()).toContain('Vielen Dank');
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid', open: 0, paid: bill.total });
    expect((await anna.fetch(`${page}/rechnungen/${bill.id}/quittung.pdf`)).status).toBe(200);
    // Paid is paid: it can't be begun anew.
    expect(
      (await anna.post(`${page}/rechnungen/${bill.id}/zahlen`, { _csrf: csrf, weg: 'card' })).status,
    ).toBe(409);
  });

  it('is not begun by others', async () => {
    const bill = await billOfCard(program);
    const carla = await openAs(program, 'resident-carla');
    const csrf = csrfOf(await (await carla.fetch('/konto/bekanntgabe')).text());
    const response = await carla.post(`/faelle/${bill.case_ref}/rechnungen/${bill.id}/zahlen`, {
      _csrf: csrf,
      weg: 'card',
    });
    expect(response.status).toBe(404);
    expect(await rowsOf(program, 'select id from money.payment where bill_id = $1', [bill.id])).toEqual([]);
  });

  it('is booked once, whether the service calls twice, late or at once', async () => {
    const bill = await billOfCard(program);
    const { id } = await begin(await openAs(program, 'resident-anna'), bill);
    // Too early: nothing is paid yet.
    expect((await ring(id)).status).toBe(202);
    await program.settle();
    await pay(id);
    await Promise.all([ring(id), ring(id), ring(id), askPayment(program.app, id)]);
    await program.settle();
    await ring(id);
    await program.settle();
    expect(await bookingsOf(bill, 'received')).toHaveLength(1);
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid', paid: bill.total });
  });

  it('takes no notice of calls that are forged, changed or old', async () => {
    const bill = await billOfCard(program);
    const { id } = await begin(await openAs(program, 'resident-anna'), bill);
    await pay(id);
    for (const wrong of [
      { secret: 'x'.repeat(43) },
      { at: new Date(program.app.clock.now().getTime() - 301_000) },
      { at: new Date(program.app.clock.now().getTime() + 301_000) },
      { sent: JSON.stringify({ id: 'call', about: 'payment', reference: bill.id }) },
    ])
      expect([wrong, (await ring(id, wrong)).status]).toEqual([wrong, 401]);
    // Signed by the right one, and yet nonsense.
    expect((await ring('keine-nummer')).status).toBe(400);
    await program.settle();
    expect(await billNow(program, bill)).toMatchObject({ state: 'open' });
  });

  it('of which no call ever comes is asked for by the clock', async () => {
    const bill = await billOfCard(program);
    const { id } = await begin(await openAs(program, 'resident-anna'), bill);
    await pay(id);
    await rowsOf(program, `update money.payment set next_ask = '2026-01-01' where id = $1`, [id]);
    await askDue(program.app);
    await program.settle();
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid' });
    expect(
      await rowsOf(program, 'select 1 from money.payment where id = $1 and next_ask is null', [id]),
    ).toHaveLength(1);
  });

  it('that fails leaves the bill open, and can be begun anew', async () => {
    const bill = await billOfCard(program);
    const anna = await openAs(program, 'resident-anna');
    const first = await begin(anna, bill);
    await pay(first.id, 'failed');
    expect(await (await anna.fetch(first.path)).text()).toContain('nicht geklappt');
    expect(await billNow(program, bill)).toMatchObject({ state: 'open' });
    expect((await begin(anna, bill)).id).not.toBe(first.id);
  });

  it('is noted while the service is away, and told to it once it is back', async () => {
    const bill = await billOfCard(program);
    const { config } = program.app;
    const service = config.payments;
    config.payments = { url: 'http://127.0.0.1:9', key: 'x', secret: 'x' };
    const anna = await openAs(program, 'resident-anna');
    const { id, path } = await begin(anna, bill);
    expect(await (await anna.fetch(path)).text()).toContain('antwortet gerade nicht');
    config.payments = service;
    expect(await (await anna.fetch(path)).text()).toContain(`/demo/bezahlen/${id}`);
  });

  it('made twice, by card and by TWINT, goes back as far as it is too much', async () => {
    const bill = await billOfCard(program);
    const anna = await openAs(program, 'resident-anna');
    for (const way of ['card', 'twint']) await pay((await begin(anna, bill, way)).id);
    for (const { id } of await rowsOf<{ id: string }>(
      program,
      'select id from money.payment where bill_id = $1',
      [bill.id],
    ))
      await askPayment(program.app, id);
    expect(await billNow(program, bill)).toMatchObject({ state: 'paid', paid: bill.total, owed: bill.total });
    const reliefs = await rowsOf(
      program,
      'select amount, state, reason, payment_id is not null as back from money.relief where bill_id = $1',
      [bill.id],
    );
    expect(reliefs).toEqual([{ amount: bill.total, state: 'proposed', reason: 'too-much', back: true }]);
    await expectSound(program);
  });
});
