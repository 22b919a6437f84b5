// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** A risky purpose that the data protection officer has not approved: nothing is taken in. */
  PURPOSE_CLOSED: 403,
});
