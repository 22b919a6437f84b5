// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** In this state nobody can do that with a report. */
  REPORT_NOT_POSSIBLE: 409,
  /** Merged with another one: that one goes on. */
  REPORT_MERGED: 409,
  /** It would be merged with itself, over another one or at once. */
  REPORT_MERGE_CIRCLE: 409,
  /** Closed too long ago: a new report is needed. */
  REPORT_REOPEN_OVER: 409,
  /** Affected people count once. */
  REPORT_SUPPORTED: 409,
});
