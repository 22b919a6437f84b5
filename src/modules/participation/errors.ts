// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** The phase in which this may be done has ended or not begun. */
  PARTICIPATION_CLOSED: 409,
  /** What one person may do once was done already. */
  PARTICIPATION_DONE: 409,
  /** The register does not say of the person what the process asks for. */
  PARTICIPATION_NOT_ELIGIBLE: 403,
  /** More contributions of one person in an hour than anybody writes. */
  PARTICIPATION_TOO_MANY: 429,
  /** Not hidden, or appealed against already. */
  MODERATION_NOT_POSSIBLE: 409,
});
