// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Somebody has asked for a correction of the same value already. */
  CORRECTION_OPEN: 409,
  /** Somebody has decided in the meantime. */
  CORRECTION_DECIDED: 409,
  /** Whoever has asked has taken it back in the meantime. */
  CORRECTION_WITHDRAWN: 409,
  /** The register says something else by now than what was shown. */
  CORRECTION_STALE: 409,
  /** More open requests of one person than anybody has. */
  CORRECTIONS_EXCEEDED: 409,
});
