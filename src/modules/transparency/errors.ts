// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({ RECEIPT_NOT_YET: 409 });
