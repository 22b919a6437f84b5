// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** The phase in which this may be done has ended or not begun. */
  PARTICIPATION_CLOSED: 409,
  /** What one person may do once was done already. */
  PARTICIPATION_DONE: 409,
  /** The register does not say of the person what the process asks for. */
  PARTICIPATION_NOT_ELIGIBLE: 403,
  /** More contributions of one person in an hour than anybody writes. */
  PARTICIPATION_TOO_MANY: 429,
  /** What shall be signed blindly is no question to the process's key. */
  BALLOT_QUESTION_WRONG: 422,
  /** A ballot that nobody of this process has been given, or that somebody has altered. */
  BALLOT_NOT_GENUINE: 422,
  /** Genuine, but not filled in as the process asks for. */
  BALLOT_NOT_VALID: 422,
  /** Of so few people nothing is published that says what one person has chosen. */
  BALLOTS_TOO_FEW: 404,
  /** The text of the next version says what the latest one says, or nothing. */
  TEXT_UNCHANGED: 409,
  /** A statement that was released can only be withdrawn. */
  STATEMENT_RELEASED: 409,
  /** A statement says something of the whole, or it is not released. */
  STATEMENT_EMPTY: 422,
  /** Not hidden, or appealed against already. */
  MODERATION_NOT_POSSIBLE: 409,
});
