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
  /** The provider of staff does not say of what unit and in which role. */
  SIGN_IN_NOT_STAFF: 403,
  SIGN_IN_PROVIDER_FAILED: 502,
  SIGN_IN_PROVIDER_UNREACHABLE: 503,
  /** The request for the E-ID is unknown, over, used already, or another browser's. */
  EID_REQUEST_GONE: 410,
  /** The person did not agree in the wallet. */
  EID_DECLINED: 400,
  /** What came is no encrypted answer to this request. */
  EID_RESPONSE_INVALID: 400,
  /** Signature, key binding, nonce, audience or time of the presentation do not hold. */
  EID_PRESENTATION_INVALID: 400,
  EID_ISSUER_UNKNOWN: 400,
  EID_EXPIRED: 400,
  EID_REVOKED: 400,
  /** More or less was disclosed than was asked for. */
  EID_CLAIMS_WRONG: 400,
  EID_REGISTRY_UNREACHABLE: 503,
  /** No resident agrees, or more than one. */
  EID_NO_MATCH: 403,
  /** Somebody else is, or was, signed in. */
  EID_OTHER_PERSON: 403,
  /** The passkey is another's, not for this challenge, or came too late. */
  PASSKEY_REFUSED: 422,
  /** Staff must have a second factor: the last one stays. */
  PASSKEY_LAST: 409,
  /** The sign-in, or the mandate, is not sure enough for this. */
  ASSURANCE_TOO_LOW: 403,
  /** What a provider sent to end sessions is no logout token for us. */
  LOGOUT_TOKEN_INVALID: 400,
  DEMO_CHOICE_EXPIRED: 400,
  DEMO_IDENTITY_UNKNOWN: 404,
  /** The simulated wallet could not fetch the request, or it does not hold. */
  DEMO_WALLET_REQUEST_INVALID: 400,
});

export const signInFaults = [
  'SIGN_IN_STATE_MISMATCH',
  'SIGN_IN_EXPIRED',
  'SIGN_IN_CANCELLED',
  'SIGN_IN_ANSWER_INVALID',
  'SIGN_IN_NOT_STAFF',
  'SIGN_IN_PROVIDER_FAILED',
  'SIGN_IN_PROVIDER_UNREACHABLE',
] as const;
