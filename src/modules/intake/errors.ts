// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  ASSURANCE_TOO_LOW: 403,
  DRAFT_GONE: 404,
  FILE_EMPTY: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  IDEMPOTENCY_KEY_REQUIRED: 400,
  ANSWERS_INVALID: 422,
  FILE_TYPE_REFUSED: 415,
});
