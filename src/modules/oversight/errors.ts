// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Somebody has answered in the meantime. */
  QUESTION_ANSWERED: 409,
  /** More open questions of one person than anybody has. */
  QUESTIONS_EXCEEDED: 409,
});
