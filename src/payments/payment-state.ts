// A payment by card or TWINT: what the payment service says about it may come twice, late, in any order, or not at all.

/** `created`: we have noted it, the service may not know it yet. */
export const paymentStates = ['created', 'pending', 'failed', 'cancelled', 'expired', 'captured'] as const;
export type PaymentState = (typeof paymentStates)[number];

/**
 * Money that is there counts more than any word that it did not come: a late success wins over a failure, and nothing takes it
 * back. Of two ends without money the higher one stays, so that the order of telling never matters.
 */
const ranks: Record<PaymentState, number> = {
  created: 0,
  pending: 1,
  cancelled: 2,
  expired: 3,
  failed: 4,
  captured: 5,
};

/** What we know after hearing something: the same, however often and in whatever order things are told. */
export const heard = (known: PaymentState, told: PaymentState): PaymentState =>
  ranks[told] > ranks[known] ? told : known;

/** Nothing more is expected: it need not be asked for again. */
export const isOver = (state: PaymentState): boolean => ranks[state] >= ranks.cancelled;

/** How a refund stands with the service. */
export const refundStates = ['pending', 'failed', 'done'] as const;
export type RefundState = (typeof refundStates)[number];

export const isPaymentState = (text: unknown): text is PaymentState =>
  paymentStates.some((each) => each === text);
export const isRefundState = (text: unknown): text is RefundState =>
  refundStates.some((each) => each === text);
