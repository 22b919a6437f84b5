// The simulated payment service's own store: payments, refunds, and calls that are still to be made, in one SQLite file. No card data.
import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { PaymentState, RefundState } from '../payments/payment-state.ts';
import type { ToldPayment, ToldRefund, WantedPayment, WantedRefund } from '../payments/provider-messages.ts';

export interface Call {
  id: string;
  url: string;
  body: string;
  tries: number;
}

export interface ProviderStore {
  /** What programs show to be let in, and what calls are signed with: kept, so that they are the same after a restart. */
  keys: { key: string; secret: string };
  /** The same key gives the same payment; another wish under it, nothing. */
  create(key: string, wanted: WantedPayment): ToldPayment | undefined;
  payment(id: string): ToldPayment | undefined;
  /** What the person does at the service. @returns undefined for a payment that is over */
  settle(id: string, state: PaymentState): ToldPayment | undefined;
  /** @returns undefined for more than was paid */
  refund(key: string, payment: string, wanted: WantedRefund): ToldRefund | undefined;
  refundById(id: string): ToldRefund | undefined;
  dueCalls(now: number): Call[];
  /** @param next when it is tried again; null: it has arrived, or it is given up */
  called(id: string, next: number | null): void;
  close(): void;
}

const schema = `
  create table if not exists secret (name text primary key, value text not null) strict;
  create table if not exists payment (
    id text primary key, key text not null unique, reference text not null, method text not null, amount integer not null,
    currency text not null, notify text not null, state text not null, made_at integer not null
  ) strict;
  create table if not exists refund (
    id text primary key, key text not null unique, payment text not null, reference text not null,
    amount integer not null, state text not null
  ) strict;
  create table if not exists call (
    id text primary key, url text not null, body text not null, tries integer not null default 0, next_at integer
  ) strict;
  create index if not exists call_due on call (next_at) where next_at is not null;
`;

/** So long somebody has to pay, in milliseconds. */
const patience = 3_600_000;

/** @param path of the file, or `:memory:` */
export function openProviderStore(path: string, now: () => Date = () => new Date()): ProviderStore {
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = full;');
  db.exec(schema);
  const secret = (name: string): string => {
    db.prepare('insert or ignore into secret values (?, ?)').run(name, randomBytes(32).toString('base64url'));
    return (db.prepare('select value from secret where name = ?').get(name) as { value: string }).value;
  };
  const paymentBy = (column: 'id' | 'key', value: string) =>
    db
      .prepare(
        `select id, reference, state, amount, currency, method, notify from payment where ${column} = ?`,
      )
      .get(value) as (ToldPayment & { method: string; notify: string }) | undefined;
  const told = ({ id, reference, state, amount, currency }: ToldPayment): ToldPayment => ({
    ...{ id, reference, state, amount, currency },
  });
  const refundBy = (column: 'id' | 'key', value: string) =>
    db.prepare(`select id, reference, amount, state from refund where ${column} = ?`).get(value) as
      ToldRefund | undefined;
  const call = (url: string, about: 'payment' | 'refund', reference: string) => {
    const id = randomUUID();
    const body = JSON.stringify({ id, about, reference });
    db.prepare('insert into call (id, url, body, next_at) values (?, ?, ?, 0)').run(id, url, body);
  };
  /** Change and call together, or neither. */
  const whole = <Result>(work: () => Result): Result => {
    db.exec('begin immediate');
    try {
      const result = work();
      db.exec('commit');
      return result;
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  };
  return {
    keys: { key: secret('key'), secret: secret('secret') },
    create(key, wanted) {
      const { reference, method, amount, currency, notify } = wanted;
      db.prepare(`insert or ignore into payment values (?, ?, ?, ?, ?, ?, ?, 'pending', ?)`).run(
        ...[randomUUID(), key, reference, method, amount, currency, notify, now().getTime()],
      );
      const found = paymentBy('key', key);
      return found?.reference === reference && found.amount === amount && found.method === method
        ? told(found)
        : undefined;
    },
    payment: (id) => {
      db.prepare(
        `update payment set state = 'expired' where id = ? and state = 'pending' and made_at < ?`,
      ).run(...[id, now().getTime() - patience]);
      const found = paymentBy('id', id);
      return found && told(found);
    },
    settle: (id, state) =>
      whole(() => {
        const found = paymentBy('id', id);
        if (found?.state !== 'pending') return undefined;
        db.prepare('update payment set state = ? where id = ?').run(state, id);
        call(found.notify, 'payment', found.reference);
        return told({ ...found, state });
      }),
    refund: (key, payment, { reference, amount, notify }) =>
      whole(() => {
        const known = refundBy('key', key);
        if (known) return known.reference === reference && known.amount === amount ? known : undefined;
        const paid = paymentBy('id', payment);
        const { sum } = db
          .prepare('select coalesce(sum(amount), 0) as sum from refund where payment = ?')
          .get(payment) as {
          sum: number;
        };
        if (paid?.state !== 'captured' || sum + amount > paid.amount) return undefined;
        const state: RefundState = 'done';
        const id = randomUUID();
        db.prepare('insert into refund values (?, ?, ?, ?, ?, ?)').run(
          id,
          key,
          payment,
          reference,
          amount,
          state,
        );
        call(notify, 'refund', reference);
        return { id, reference, amount, state };
      }),
    refundById: (id) => refundBy('id', id),
    dueCalls: (now) =>
      db
        .prepare(
          'select id, url, body, tries from call where next_at is not null and next_at <= ? order by next_at limit 20',
        )
        .all(now) as unknown as Call[],
    called: (id, next) =>
      void db.prepare('update call set tries = tries + 1, next_at = ? where id = ?').run(next, id),
    close: () => db.close(),
  };
}
