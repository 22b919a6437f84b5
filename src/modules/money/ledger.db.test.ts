// What the database itself refuses, whatever the program's code says: half bookings, later lines, changes, one pair of eyes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PoolClient } from 'pg';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { closeDays } from './actions/close-days.ts';
import { accountSums } from './queries/ledger.ts';
import { billOfCard, expectSound, openAs, rowsOf } from './testing/billing.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
});
afterAll(() => program.stop());

/** In a transaction of its own. */
async function inTransaction(work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await barePool(program.app).connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function booking(
  client: PoolClient,
  source: string,
  amounts: readonly number[],
  lines = amounts.length,
) {
  const { rows } = await client.query<{ id: number }>(
    `insert into money.booking (at, kind, source, lines) values (now(), 'held', $1, $2) returning id`,
    [source, lines],
  );
  for (const [index, amount] of amounts.entries())
    await client.query(
      `insert into money.posting (booking_id, line, account, amount) values ($1, $2, 'bank', $3)`,
      [...[rows[0]?.id, index + 1, amount]],
    );
  return rows[0]?.id;
}

describe('the ledger', () => {
  it('takes a booking that balances, once', async () => {
    await inTransaction((client) => booking(client, 'test/1', [500, -300, -200]));
    await expect(inTransaction((client) => booking(client, 'test/1', [5, -5]))).rejects.toThrow(
      'booking_source',
    );
  });

  it('refuses one that does not balance, lacks a line, or has one too many, at the end of its transaction', async () => {
    for (const [amounts, lines] of [
      [[500, -499], 2],
      [[500, -500], 3],
      [[500, -300, -200], 2],
      [[], 2],
    ] as const)
      await expect(inTransaction((client) => booking(client, `test/wrong`, amounts, lines))).rejects.toThrow(
        'does not balance',
      );
    await expect(inTransaction((client) => booking(client, 'test/one', [5], 1))).rejects.toThrow(
      'booking_lines',
    );
    await expect(inTransaction((client) => booking(client, 'test/zero', [0, 0]))).rejects.toThrow(
      'posting_amount',
    );
  });

  it('is only ever added to', async () => {
    const [{ id } = { id: 0 }] = await rowsOf<{ id: number }>(
      program,
      `select id from money.booking where source = 'test/1'`,
    );
    for (const statement of [
      `insert into money.posting (booking_id, line, account, amount) values (${id}, 4, 'bank', 5), (${id}, 5, 'bank', -5)`,
      `update money.posting set amount = 7 where booking_id = ${id}`,
      `delete from money.posting where booking_id = ${id}`,
      `update money.booking set kind = 'x' where id = ${id}`,
      `delete from money.booking where id = ${id}`,
      'truncate money.posting',
      'truncate money.booking cascade',
    ])
      await expect(rowsOf(program, statement), statement).rejects.toThrow(/append-only|does not balance/);
  });

  it('shows the same sums before and after days are closed, and to nobody who may not', async () => {
    await billOfCard(program);
    const inOrder = async () =>
      (await accountSums(program.app.db)).toSorted((a, b) => a.account.localeCompare(b.account));
    const before = await inOrder();
    expect(before.find(({ account }) => account === 'receivable')?.debit).toBeGreaterThan(0);
    // Bookings of the days before, as the night after sees them.
    await closeDays({ ...program.app, clock: { ...program.app.clock, today: () => '2026-11-26' } });
    const [{ count } = { count: 0 }] = await rowsOf<{ count: number }>(
      program,
      'select count(*)::int from money.day_total',
    );
    expect(count).toBeGreaterThan(0);
    await closeDays({ ...program.app, clock: { ...program.app.clock, today: () => '2026-11-26' } });
    expect(await inOrder()).toEqual(before);
    const nora = await openAs(program, 'clerk-nora');
    expect(await (await nora.fetch('/geld/hauptbuch')).text()).toContain('Debitoren');
    for (const other of ['clerk-fiona', 'resident-anna'])
      expect((await (await openAs(program, other)).fetch('/geld/hauptbuch')).status).toBe(403);
  });
});

describe('four eyes', () => {
  it('are asked for by the table itself', async () => {
    const bill = await billOfCard(program);
    const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const insert = (proposed: string | null, decided: string | null, state = 'approved') =>
      rowsOf(
        program,
        `insert into money.relief (kind, bill_id, amount, reason, state, proposed_by, proposed_at, decided_by, conceded)
         values ('refund', $1, 5, 'x', $2, $3, now(), $4, true)`,
        [bill.id, state, proposed, decided],
      );
    await expect(insert(one, one)).rejects.toThrow('relief_four_eyes');
    await expect(insert(null, other)).rejects.toThrow('relief_four_eyes');
    await expect(insert(one, null)).rejects.toThrow('relief_four_eyes');
    await insert(one, null, 'proposed');
    await rowsOf(program, `delete from money.relief where bill_id = $1`, [bill.id]);
    await expectSound(program);
  });
});
