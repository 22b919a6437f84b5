// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** The rules ask for a certificate that the member of staff does not hold now. */
  CERTIFICATE_NEEDED: 403,
  /** It is about themselves: somebody else has to do it. */
  OWN_MATTER: 403,
  /** The clock has been set back to before the emergency access that is open. */
  EMERGENCY_CLOCK: 409,
  /** More emergency accesses within a day than the policy lets. */
  EMERGENCY_EXCEEDED: 429,
});
