// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  ACTING_NOT_ALLOWED: 403,
  ACTING_OUTSIDE_MANDATE: 403,
  /** The service wants the signature of those who sign for the company, and the account only belongs to it. */
  COMPANY_SIGNATURE_NEEDED: 403,
  /** Who signs jointly can't send alone. */
  SECOND_SIGNATURE_NEEDED: 409,
  /** The second signature is another person's. */
  SIGNATURE_SAME_PERSON: 403,
  /** Only who has signed first withdraws it. */
  SIGNATURE_NOT_YOURS: 403,
  /** It was signed, refused, withdrawn, or has ended otherwise. */
  SIGNATURE_STATE_CHANGED: 409,
  SIGNATURE_LAPSED: 409,
  /** The register does not name the first one any more. */
  SIGNATURE_FIRST_ENDED: 409,
  /** The service has changed since, or the answers are no longer valid. */
  SUBMISSION_OUTDATED: 409,
  SIGNATURE_REASON_MISSING: 422,
  /** Another form of the same service is under way. */
  DRAFT_IN_THE_WAY: 409,
  SIGNATURES_TOO_MANY: 429,
  DRAFT_FILES_EXCEEDED: 422,
  DRAFT_GONE: 404,
  FILE_EMPTY: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  OWN_DRAFT_OPEN: 409,
  TOO_MANY_DRAFTS: 429,
  IDEMPOTENCY_KEY_REQUIRED: 400,
  ANSWERS_INVALID: 422,
  UPLOADS_EXCEEDED: 422,
  SERVICE_WITHOUT_BATCHES: 422,
  BATCH_EMPTY: 422,
  BATCH_TOO_LARGE: 413,
  TOO_MANY_BATCHES: 429,
  LINE_TOO_LONG: 413,
  LINE_INVALID: 422,
  LINE_ID_REPEATED: 422,
  PAPER_CODE_UNREADABLE: 422,
  PAPER_FORM_UNKNOWN: 404,
  PAPER_FORM_OTHER_SERVICE: 409,
  PAPER_FORM_ENTERED: 409,
});
