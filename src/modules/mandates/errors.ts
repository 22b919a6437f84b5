// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** It was answered, revoked or has ended: another window or the other side was faster. */
  MANDATE_STATE_CHANGED: 409,
  /** Nobody gives a mandate to themselves. */
  MANDATE_TO_SELF: 422,
  /** Parents act for their child by law. */
  MANDATE_TO_PARENT: 422,
  MANDATE_TOO_MANY: 429,
  /** No living resident has this AHV number. */
  RESIDENT_UNKNOWN: 422,
});
