// What to do with a credit that the bank has reported: book it to its bill, or show somebody why it can't be.
import { numberOfReference } from '../reference.ts';
import type { CamtEntry } from './read-camt.ts';

export const checkReasons = [
  /** Money has left the account. */
  'debit',
  /** An earlier booking is taken back. */
  'reversal',
  /** Announced, not booked: it comes again. */
  'not-booked',
  'currency',
  /** Reported before; the bank's number is the same. */
  'doubled',
  'no-reference',
  'unknown-reference',
  'cancelled',
  'too-much',
] as const;
export type CheckReason = (typeof checkReasons)[number];

/** A bill that a reference leads to. */
export interface MatchedBill {
  id: string;
  open: number;
  cancelled: boolean;
}

export type Match =
  /** Booked; `check`: and somebody should look, since part of it goes back. */
  | { do: 'assign'; bill: string; check?: 'cancelled' | 'too-much' }
  /** The money is there, in francs, and belongs to nobody yet. */
  | { do: 'hold'; check: CheckReason }
  /** Kept to be seen, never booked. */
  | { do: 'show'; check: CheckReason };

/**
 * @param known whether an entry with this number of the bank has been read before
 * @param bill the one that the reference leads to
 */
export function matchEntry(entry: CamtEntry, known: boolean, bill: MatchedBill | undefined): Match {
  if (known) return { do: 'show', check: 'doubled' };
  if (!entry.booked) return { do: 'show', check: 'not-booked' };
  if (entry.reversal) return { do: 'show', check: 'reversal' };
  if (entry.direction === 'debit') return { do: 'show', check: 'debit' };
  if (entry.currency !== 'CHF') return { do: 'show', check: 'currency' };
  if (entry.reference === '') return { do: 'hold', check: 'no-reference' };
  if (!bill || numberOfReference(entry.reference) === undefined)
    return { do: 'hold', check: 'unknown-reference' };
  if (bill.cancelled) return { do: 'assign', bill: bill.id, check: 'cancelled' };
  return { do: 'assign', bill: bill.id, ...(entry.amount > bill.open ? { check: 'too-much' as const } : {}) };
}
