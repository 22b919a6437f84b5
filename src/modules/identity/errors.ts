// Error codes of signing in; their texts are in texts/.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** The answer belongs to no sign-in of this browser, or to one that was used already. */
  SIGN_IN_STATE_MISMATCH: 400,
  SIGN_IN_EXPIRED: 400,
  /** The person stopped at the identity provider. */
  SIGN_IN_CANCELLED: 400,
  /** What the provider answered does not hold: signature, issuer, nonce, time. */
  SIGN_IN_ANSWER_INVALID: 502,
  SIGN_IN_PROVIDER_FAILED: 502,
  SIGN_IN_PROVIDER_UNREACHABLE: 503,
  DEMO_CHOICE_EXPIRED: 400,
  DEMO_IDENTITY_UNKNOWN: 404,
});

export const signInFaults = [
  'SIGN_IN_STATE_MISMATCH',
  'SIGN_IN_EXPIRED',
  'SIGN_IN_CANCELLED',
  'SIGN_IN_ANSWER_INVALID',
  'SIGN_IN_PROVIDER_FAILED',
  'SIGN_IN_PROVIDER_UNREACHABLE',
] as const;
