// Error codes of threads.
import { defineErrors } from '../../../kernel/errors.ts';

defineErrors({
  /** More messages of one person in an hour than anybody writes. */
  THREAD_TOO_MANY: 429,
  /** Somebody else has written since the page was opened. */
  THREAD_MOVED: 409,
  /** Official letters go only to those who want them here. */
  THREAD_NO_CONSENT: 409,
  /** More files than a message takes. */
  THREAD_FILES: 422,
});
