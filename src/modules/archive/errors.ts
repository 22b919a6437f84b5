// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Somebody has decided in the meantime, or the package was not fetched before it was taken over. */
  ENDING_CHANGED: 409,
});
