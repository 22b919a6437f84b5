// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Somebody has answered in the meantime. */
  QUESTION_ANSWERED: 409,
  /** More open questions of one person than anybody has. */
  QUESTIONS_EXCEEDED: 409,
  /** Something was done about the breach since the page was made. */
  INCIDENT_CHANGED: 409,
  /** It is closed, or the persons are being told already. */
  INCIDENT_SETTLED: 409,
  /** Nobody is affected by what was described. */
  INCIDENT_NOBODY: 409,
  /** Persons are still being told. */
  INCIDENT_TELLING: 409,
  /** The authority or the persons were not told, and nothing says why. */
  INCIDENT_UNTOLD: 409,
  /** The authority asks for consequences and measures. */
  INCIDENT_INCOMPLETE: 409,
});
