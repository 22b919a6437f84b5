// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({ CASE_ACTION_NOT_ALLOWED: 409, CASE_INPUT_INVALID: 422, CORRECTION_SETTLED: 409 });
