// Faults: every error a person or client can meet has a code, an HTTP status and a text in each language.
export interface FaultPlace {
  /** JSON pointer into the request body, e.g. `/answers/chip`. */
  pointer: string;
  code: string;
  detail: string;
}

/** Codes of the kernel. Modules add their own by `defineErrors`; a code is never reused. */
const catalogue = new Map<string, number>([
  ['BAD_REQUEST', 400],
  ['MALFORMED_JSON', 400],
  ['SIGN_IN_REQUIRED', 401],
  ['TOKEN_INVALID', 401],
  ['FORBIDDEN', 403],
  ['CSRF_FAILED', 403],
  /** Not for those who act for somebody else. */
  ['ACTING_NOT_HERE', 403],
  /** The mandate does not hold now. */
  ['MANDATE_LAPSED', 403],
  /** The register names them no more, or they are of age, or it has ended. */
  ['REPRESENTATION_ENDED', 403],
  ['NOT_FOUND', 404],
  ['METHOD_NOT_ALLOWED', 405],
  ['REQUEST_TIMEOUT', 408],
  ['CONFLICT', 409],
  ['REVISION_CONFLICT', 409],
  /** The same form once more, with something else in it. */
  ['SENT_BEFORE', 409],
  /** The page was made for somebody else than for whom one acts now. */
  ['ACTING_CHANGED', 409],
  ['BODY_TOO_LARGE', 413],
  ['UNSUPPORTED_MEDIA_TYPE', 415],
  ['FILE_INFECTED', 422],
  ['FILE_TYPE_REFUSED', 415],
  ['IMAGE_TOO_LARGE', 422],
  /** A picture that can't be decoded. */
  ['PHOTO_UNREADABLE', 422],
  ['INVALID', 422],
  /** A form with characters that hide or reorder what people read. */
  ['TEXT_UNREADABLE', 422],
  ['PRECONDITION_REQUIRED', 428],
  ['TOO_MANY_REQUESTS', 429],
  ['HEADERS_TOO_LARGE', 431],
  ['INTERNAL', 500],
  ['PERSONAL_DATA_REFUSED', 500],
  ['UNAVAILABLE', 503],
  /** The register that alone could say so does not answer. */
  ['REPRESENTATION_UNCONFIRMED', 503],
]);

/**
 * Adds a module's error codes; their texts are `error.<CODE>` (one sentence: what happened, what to do) in its texts.
 * @throws Error when a code exists already.
 */
export function defineErrors<Code extends string>(codes: Record<Code, number>): void {
  for (const [code, status] of Object.entries<number>(codes)) {
    if (catalogue.has(code)) throw new Error(`Error code ${code} is defined twice`);
    catalogue.set(code, status);
  }
}

/** All codes with their status, for the reference documentation and its test. */
export function errorCatalogue(): { code: string; status: number }[] {
  return [...catalogue].map(([code, status]) => ({ code, status }));
}

/** An expected error: it ends the request with its status and a text in the person's language. */
export class Fault extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, string | number>;
  readonly errors: FaultPlace[];

  /** @throws Error when the code is not in the catalogue: a fault without text would leave people alone. */
  constructor(code: string, params: Record<string, string | number> = {}, errors: FaultPlace[] = []) {
    super(code);
    const status = catalogue.get(code);
    if (status === undefined) throw new Error(`Unknown error code ${code}`);
    this.code = code;
    this.status = status;
    this.params = params;
    this.errors = errors;
  }
}
