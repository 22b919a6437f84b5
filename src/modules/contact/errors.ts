// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Somebody else has decided this value. */
  PROPOSAL_DECIDED: 409,
  /** The value is not the one that was on the page any more. */
  PROPOSAL_OVERTAKEN: 409,
  /** More proposals than one person makes. */
  PROPOSAL_TOO_MANY: 429,
});
