// Double entry: what each thing that happens to a bill does to the accounts. Every booking balances, or there is none.

/** Debit is positive, credit negative; the canton's money.yaml gives each its number. */
export const ledgerAccounts = [
  /** What people owe for bills. */
  'receivable',
  /** Taken by the payment service, not yet with the bank. */
  'provider',
  'bank',
  /** Arrived, and nobody knows yet what for. */
  'unassigned',
  /** What people have paid too much or for nothing, until it is back with them. */
  'owed',
  'revenue',
  'waived',
  'loss',
] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

export interface Posting {
  account: LedgerAccount;
  /** Rappen; debit positive, credit negative, never 0. */
  amount: number;
}

/** How a bill stands, in Rappen. */
export interface BillState {
  total: number;
  /** Still to be paid. */
  open: number;
  /** Paid, and standing for what the bill is for. */
  paid: number;
  /** To go back to the person. */
  owed: number;
  waived: number;
  cancelled: boolean;
}

export type BillEvent =
  | { kind: 'issued'; amount: number }
  /** Money for this bill has come: by the payment service, by the bank, or from what had been unassigned. */
  | { kind: 'received'; amount: number; into: 'provider' | 'bank' | 'unassigned' }
  | { kind: 'waived'; amount: number }
  /** What the bill was for is not delivered, or no longer. */
  | { kind: 'cancelled' }
  /** Goodwill, decided by two: paid, delivered, and yet given back. */
  | { kind: 'conceded'; amount: number }
  | { kind: 'refunded'; amount: number; from: 'provider' | 'bank' }
  | { kind: 'written-off' };

export const newBill: BillState = { total: 0, open: 0, paid: 0, owed: 0, waived: 0, cancelled: false };

export type Booked = { state: BillState; postings: Posting[] };

/** Why something can't be booked. */
export type LedgerFault =
  'amount' | 'not-issued' | 'more-than-open' | 'more-than-paid' | 'more-than-owed' | 'twice' | 'cancelled';

/** The accounts after it, or why it can't be. Total: nothing makes it throw. */
export function book(state: BillState, event: BillEvent): Booked | { fault: LedgerFault } {
  if ('amount' in event && (!Number.isSafeInteger(event.amount) || event.amount <= 0))
    return { fault: 'amount' };
  if (state.total === 0 && event.kind !== 'issued') return { fault: 'not-issued' };
  switch (event.kind) {
    case 'issued':
      if (state.total > 0) return { fault: 'twice' };
      return booked({ ...newBill, total: event.amount, open: event.amount }, [
        ['receivable', event.amount],
        ['revenue', -event.amount],
      ]);
    case 'received':
      return receive(state, event.amount, event.into);
    case 'waived':
      if (event.amount > state.open) return { fault: 'more-than-open' };
      return booked({ ...state, open: state.open - event.amount, waived: state.waived + event.amount }, [
        ['waived', event.amount],
        ['receivable', -event.amount],
      ]);
    case 'cancelled':
      if (state.cancelled) return { fault: 'twice' };
      return booked({ ...state, open: 0, paid: 0, owed: state.owed + state.paid, cancelled: true }, [
        ['revenue', state.open + state.paid],
        ['receivable', -state.open],
        ['owed', -state.paid],
      ]);
    case 'conceded':
      if (event.amount > state.paid) return { fault: 'more-than-paid' };
      return booked({ ...state, paid: state.paid - event.amount, owed: state.owed + event.amount }, [
        ['revenue', event.amount],
        ['owed', -event.amount],
      ]);
    case 'refunded':
      if (event.amount > state.owed) return { fault: 'more-than-owed' };
      return booked({ ...state, owed: state.owed - event.amount }, [
        ['owed', event.amount],
        [event.from, -event.amount],
      ]);
    case 'written-off':
      return booked({ ...state, open: 0, owed: 0 }, [
        ['loss', state.open],
        ['receivable', -state.open],
        // Whoever it is owed to is known no more: it stays a debt, of money that is nobody's.
        ['owed', state.owed],
        ['unassigned', -state.owed],
      ]);
  }
}

/** What is open is paid first; the rest, or all of a bill that is cancelled, is owed to the person. */
function receive(state: BillState, amount: number, into: LedgerAccount): Booked {
  const part = Math.min(state.open, amount);
  const rest = amount - part;
  return booked({ ...state, open: state.open - part, paid: state.paid + part, owed: state.owed + rest }, [
    [into, amount],
    ['receivable', -part],
    ['owed', -rest],
  ]);
}

const booked = (state: BillState, lines: [LedgerAccount, number][]): Booked => ({
  state,
  postings: lines.filter(([, amount]) => amount !== 0).map(([account, amount]) => ({ account, amount })),
});

/** Whether a booking may be written at all: it balances, and moves something. The database asks the same. */
export const balances = (postings: readonly Posting[]): boolean =>
  postings.length !== 1 &&
  postings.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0) &&
  postings.reduce((sum, { amount }) => sum + amount, 0) === 0;

/** Where a bill stands for people. */
export type BillStanding = 'open' | 'paid' | 'waived' | 'cancelled';

export const standingOf = ({ open, paid, cancelled }: BillState): BillStanding =>
  cancelled ? 'cancelled' : open > 0 ? 'open' : paid > 0 ? 'paid' : 'waived';

/** What is to go back and is not on its way: paid is delivered or refunded. */
export const refundDue = ({ owed }: BillState, onItsWay: number): number => Math.max(0, owed - onItsWay);
