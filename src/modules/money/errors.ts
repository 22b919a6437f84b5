// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Nothing is open any more: paid, waived or cancelled in the meantime. */
  BILL_NOT_OPEN: 409,
  /** More than can be waived or given back now. */
  RELIEF_TOO_MUCH: 409,
  /** Somebody has decided in the meantime. */
  RELIEF_DECIDED: 409,
  /** Whoever has proposed does not decide. */
  RELIEF_SAME_PERSON: 403,
  /** This file has been read before. */
  STATEMENT_KNOWN: 409,
  /** Somebody has dealt with it in the meantime. */
  ENTRY_SETTLED: 409,
  /** A call that the payment service has not sent. */
  PAYMENT_CALL_REFUSED: 401,
});
