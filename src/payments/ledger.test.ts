// The laws of bills: every booking balances, the accounts say what the bills say, and what is paid is delivered or goes back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heard, isOver, paymentStates, type PaymentState } from './payment-state.ts';
import {
  balances,
  book,
  ledgerAccounts,
  newBill,
  refundDue,
  standingOf,
  type BillEvent,
  type BillState,
} from './ledger.ts';

const amount = fc.integer({ min: -5, max: 400 }).map((coins) => coins * 5);
const event: fc.Arbitrary<BillEvent> = fc.oneof(
  fc.record({ kind: fc.constant('issued' as const), amount }),
  fc.record({
    kind: fc.constant('received' as const),
    amount,
    into: fc.constantFrom('provider' as const, 'bank' as const, 'unassigned' as const),
  }),
  fc.record({ kind: fc.constant('waived' as const), amount }),
  fc.record({ kind: fc.constant('conceded' as const), amount }),
  fc.record({
    kind: fc.constant('refunded' as const),
    amount,
    from: fc.constantFrom('provider' as const, 'bank' as const),
  }),
  fc.constant({ kind: 'cancelled' as const }),
  fc.constant({ kind: 'written-off' as const }),
);

function run(events: readonly BillEvent[]) {
  let state: BillState = newBill;
  const accounts = Object.fromEntries(ledgerAccounts.map((each) => [each, 0])) as Record<string, number>;
  let received = 0;
  let refunded = 0;
  let released = 0;
  for (const each of events) {
    const result = book(state, each);
    if ('fault' in result) continue;
    expect(balances(result.postings)).toBe(true);
    if (each.kind === 'written-off') released += state.owed;
    state = result.state;
    for (const posting of result.postings)
      accounts[posting.account] = (accounts[posting.account] ?? 0) + posting.amount;
    if (each.kind === 'received') received += each.amount;
    if (each.kind === 'refunded') refunded += each.amount;
  }
  return { state, accounts, received, refunded, released };
}

describe('a bill', () => {
  it('has accounts that say the same as it does, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const { state, accounts, received, refunded, released } = run(events);
        expect(accounts['receivable']).toBe(state.open);
        expect(accounts['owed']).toBe(state.owed === 0 ? 0 : -state.owed);
        expect(Object.values(accounts).reduce((sum, each) => sum + each, 0)).toBe(0);
        // Every Rappen that came stands for something delivered, is owed, is back, or is nobody's by now.
        expect(received).toBe(state.paid + state.owed + refunded + released);
        for (const part of ['open', 'paid', 'owed', 'waived'] as const)
          expect(state[part]).toBeGreaterThanOrEqual(0);
        if (state.cancelled) expect([state.open, state.paid]).toEqual([0, 0]);
      }),
      { numRuns: 500 },
    );
  });

  it('that ends with nothing delivered gives back all that was paid, also what comes late', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), fc.array(event, { maxLength: 5 }), (before, after) => {
        const late = after.filter(({ kind }) => kind === 'received');
        const { state, received, refunded, released } = run([...before, { kind: 'cancelled' }, ...late]);
        const due = refundDue(state, 0);
        const { state: end, refunded: back } = run([
          ...before,
          { kind: 'cancelled' },
          ...late,
          ...(due > 0 ? [{ kind: 'refunded', amount: due, from: 'bank' } as const] : []),
        ]);
        expect(received - refunded - released).toBe(due);
        expect([end.owed, end.paid, back]).toEqual([0, 0, received - released]);
      }),
    );
  });

  it('says where it stands', () => {
    const issued = { kind: 'issued', amount: 100 } as const;
    const standing = (...events: BillEvent[]) => standingOf(run([issued, ...events]).state);
    expect(standing()).toBe('open');
    expect(standing({ kind: 'received', amount: 60, into: 'bank' })).toBe('open');
    expect(standing({ kind: 'received', amount: 160, into: 'bank' })).toBe('paid');
    expect(standing({ kind: 'waived', amount: 100 })).toBe('waived');
    expect(standing({ kind: 'cancelled' })).toBe('cancelled');
  });

  it('refuses what would not hold', () => {
    const { state } = run([
      { kind: 'issued', amount: 100 },
      { kind: 'received', amount: 120, into: 'provider' },
    ]);
    const fault = (each: BillEvent) => {
      const result = book(state, each);
      return 'fault' in result ? result.fault : undefined;
    };
    expect(fault({ kind: 'issued', amount: 5 })).toBe('twice');
    expect(fault({ kind: 'waived', amount: 5 })).toBe('more-than-open');
    expect(fault({ kind: 'conceded', amount: 105 })).toBe('more-than-paid');
    expect(fault({ kind: 'refunded', amount: 25, from: 'provider' })).toBe('more-than-owed');
    expect(fault({ kind: 'refunded', amount: 20, from: 'provider' })).toBeUndefined();
    expect(fault({ kind: 'received', amount: Number.NaN, into: 'bank' })).toBe('amount');
    expect(balances([{ account: 'bank', amount: 5 }])).toBe(false);
    expect(
      balances([
        { account: 'bank', amount: 5 },
        { account: 'owed', amount: -6 },
      ]),
    ).toBe(false);
  });
});

describe('a payment', () => {
  const state = fc.constantFrom<PaymentState>(...paymentStates);

  it('is known the same, however often and in whatever order the service tells it', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 8 }), fc.array(fc.nat(7), { maxLength: 8 }), (told, mixed) => {
        const known = told.reduce(heard, 'created' as PaymentState);
        const again = [...mixed.flatMap((at) => told[at] ?? []), ...told.toReversed()];
        expect(again.reduce(heard, 'created' as PaymentState)).toBe(known);
        if (told.includes('captured')) expect(known).toBe('captured');
      }),
    );
  });

  it('goes on being asked for until it is over', () => {
    expect(paymentStates.filter(isOver)).toEqual(['failed', 'cancelled', 'expired', 'captured']);
  });
});
