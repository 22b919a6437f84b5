// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** Another initiative, or a page of the module, has this address already. */
  INITIATIVE_ADDRESS_TAKEN: 409,
  /** A language, the unit, a topic or the days are missing. */
  INITIATIVE_INCOMPLETE: 409,
  /** It would have to wait for itself. */
  INITIATIVE_CIRCLE: 409,
  /** More would be taken back than was ever granted or spent. */
  INITIATIVE_MONEY_NEGATIVE: 409,
  /** Not public, or ended: this can't be done with it. */
  INITIATIVE_NOT_POSSIBLE: 409,
  /** The risk has ended already, or there is none. */
  RISK_ENDED: 409,
  /** It was dropped or judged finally. */
  HYPOTHESIS_CLOSED: 409,
});
