// What is said between the program and a payment service: the adapter asks like this, the simulated service answers like this.
import { isPaymentState, isRefundState, type PaymentState, type RefundState } from './payment-state.ts';

export const paymentMethods = ['card', 'twint'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** `POST /v1/payments`, with the header `Idempotency-Key`. No card data: people type those with the service only. */
export interface WantedPayment {
  /** Our id of the payment. */
  reference: string;
  method: PaymentMethod;
  /** Rappen. */
  amount: number;
  currency: 'CHF';
  /** Where changes are told. */
  notify: string;
}

/** Answer, also of `GET /v1/payments/{id}`. */
export interface ToldPayment {
  id: string;
  reference: string;
  state: PaymentState;
  amount: number;
  currency: string;
  /** The service's page on which the person pays; absent where it has none. */
  checkout?: string;
}

/** `POST /v1/payments/{id}/refunds`, with `Idempotency-Key`. */
export interface WantedRefund {
  reference: string;
  amount: number;
  notify: string;
}

/** Answer, also of `GET /v1/refunds/{id}`. */
export interface ToldRefund {
  id: string;
  reference: string;
  state: RefundState;
  amount: number;
}

/** A call to `notify`: that something has changed. What counts is what the service answers when it is asked. */
export interface ToldChange {
  /** The same when the call is repeated. */
  id: string;
  about: 'payment' | 'refund';
  /** Our id. */
  reference: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 100;
const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** @returns undefined for an answer that is none */
export function readPayment(value: unknown): ToldPayment | undefined {
  if (!isRecord(value)) return undefined;
  const { id, reference, state, amount, currency, checkout } = value;
  if (!isText(id) || !isText(reference) || !isPaymentState(state) || !isAmount(amount) || !isText(currency))
    return undefined;
  // People are led there: nothing but a page, and one that nobody can listen in on.
  const page =
    typeof checkout === 'string' && checkout.length <= 2000 && /^https:\/\/[^\s"<>]+$/.test(checkout);
  return { id, reference, state, amount, currency, ...(page ? { checkout } : {}) };
}

export function readRefund(value: unknown): ToldRefund | undefined {
  if (!isRecord(value)) return undefined;
  const { id, reference, state, amount } = value;
  if (!isText(id) || !isText(reference) || !isRefundState(state) || !isAmount(amount)) return undefined;
  return { id, reference, state, amount };
}

export function readChange(value: unknown): ToldChange | undefined {
  if (!isRecord(value)) return undefined;
  const { id, about, reference } = value;
  if (!isText(id) || !isText(reference) || (about !== 'payment' && about !== 'refund')) return undefined;
  return { id, about, reference };
}
