// For tests: cases with bills, paying as the page does, and what must always hold of the ledger.
import { expect } from 'vitest';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { visitorCard } from '../../../../tests/support/visitor-card.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

export const rowsOf = async <Row>(
  { app }: TestProgram,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => (await barePool(app).query(text, values)).rows as Row[];

export async function openAs({ origin }: TestProgram, identity: string): Promise<CookieJar> {
  const jar = new CookieJar(origin);
  await signIn(jar, identity);
  return jar;
}

export interface BillRow {
  id: string;
  number: number;
  case_ref: string;
  reference: string;
  state: string;
  total: number;
  open: number;
  paid: number;
  owed: number;
}

/** A card for a visitor, with its bill. */
export async function billOfCard(program: TestProgram, identity = 'resident-anna'): Promise<BillRow> {
  const ref = await visitorCard(program, identity);
  await program.settle();
  const [bill] = await rowsOf<BillRow>(program, 'select * from money.bill where case_ref = $1', [ref]);
  if (!bill) throw new Error(`The case ${ref} has no bill`);
  return bill;
}

export async function billNow(program: TestProgram, { id }: BillRow): Promise<BillRow> {
  const [bill] = await rowsOf<BillRow>(program, 'select * from money.bill where id = $1', [id]);
  if (!bill) throw new Error('The bill is gone');
  return bill;
}

/** Posts a form of a page. */
export async function send(
  jar: CookieJar,
  page: string,
  to: string,
  fields: Record<string, string>,
): Promise<Response> {
  const html = await (await jar.fetch(page)).text();
  return jar.post(to, { _csrf: csrfOf(html), ...fields });
}

/** Begins a payment as the page does. @returns its address and id */
export async function begin(
  jar: CookieJar,
  bill: BillRow,
  weg = 'twint',
): Promise<{ path: string; id: string }> {
  const page = `/faelle/${bill.case_ref}`;
  const response = await send(jar, page, `${page}/rechnungen/${bill.id}/zahlen`, { weg });
  const path = response.headers.get('location') ?? '';
  expect([response.status, path]).toEqual([303, expect.stringMatching(/\/zahlungen\/[0-9a-f-]{36}$/)]);
  return { path, id: path.split('/').at(-1) ?? '' };
}

export async function providerIdOf(program: TestProgram, id: string): Promise<string> {
  const [row] = await rowsOf<{ provider_id: string }>(
    program,
    'select provider_id from money.payment where id = $1',
    [id],
  );
  return row?.provider_id ?? '';
}

/** Debit equals credit in each booking; open items and debts of the ledger are those of the bills; what is owed is on its way. */
export async function expectSound(program: TestProgram): Promise<void> {
  const unbalanced = await rowsOf(
    program,
    'select booking_id from money.posting group by booking_id having sum(amount) <> 0',
  );
  expect(unbalanced).toEqual([]);
  const [sums] = await rowsOf<Record<string, number>>(
    program,
    `select
       (select coalesce(sum(amount), 0)::bigint from money.posting where account = 'receivable') as receivable,
       (select coalesce(sum(open), 0)::bigint from money.bill) as open,
       (select -coalesce(sum(amount), 0)::bigint from money.posting where account = 'owed') as debts,
       (select coalesce(sum(owed), 0)::bigint from money.bill) as owed,
       (select coalesce(sum(amount), 0)::bigint from money.relief
         where kind = 'refund' and (state = 'approved' or (state = 'proposed' and not conceded))) as returning`,
  );
  expect(sums?.['receivable']).toBe(sums?.['open']);
  expect(sums?.['debts']).toBe(sums?.['owed']);
  expect(sums?.['returning']).toBe(sums?.['owed']);
}
