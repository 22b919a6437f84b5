// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Nothing that this can be done with: published, withdrawn or deleted already. */
  NEWS_NOT_POSSIBLE: 409,
  /** A language, the topic or the unit is missing. */
  NEWS_INCOMPLETE: 409,
  /** Somebody else has to approve it as it is now. */
  NEWS_NOT_APPROVED: 409,
  /** Nobody approves a text of their own. */
  NEWS_OWN_TEXT: 403,
  /** The banner is another one than the page showed. */
  BANNER_CHANGED: 409,
});
