// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

/** A register gives no answer that may be used, and without one it does not go on. */
defineErrors({ REGISTER_SILENT: 503 });
