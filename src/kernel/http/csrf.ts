// CSRF tokens: tied to the session (or to the visitor's cookie before signing in), and to whom one acts for, by a keyed hash.
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * @param bound session id or visitor id
 * @param holder account for whom somebody else acts; it stands in the token, so that a form of another window tells for whom it was
 */
export function csrfToken(secret: string, bound: string, holder?: string): string {
  const mark = createHmac('sha256', secret)
    .update(`csrf\0${bound}${holder === undefined ? '' : `\0${holder}`}`)
    .digest('base64url');
  return holder === undefined ? mark : `${mark}.${holder}`;
}

/** For whom the form was made: `self`, or the account for which somebody acted; undefined for a token that is not ours. */
export function csrfHolder(secret: string, bound: string, token: unknown): string | undefined {
  if (typeof token !== 'string') return undefined;
  const [, holder] = token.split('.', 2);
  const expected = Buffer.from(csrfToken(secret, bound, holder));
  const given = Buffer.from(token);
  const ours = expected.length === given.length && timingSafeEqual(expected, given);
  return ours ? (holder ?? self) : undefined;
}

/** The form was made for the one who is signed in, or for a visitor. */
export const self = 'self';
