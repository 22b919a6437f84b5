// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Tries in vain: the next one may begin later. */
  QUIZ_WAIT: 409,
  /** Revoked before. */
  CERTIFICATE_REVOKED: 409,
});
