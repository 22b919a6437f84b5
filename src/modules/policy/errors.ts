// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** The rules ask for a certificate that the member of staff does not hold now. */
  CERTIFICATE_NEEDED: 403,
  /** More emergency accesses within a day than the policy lets. */
  EMERGENCY_EXCEEDED: 429,
});
