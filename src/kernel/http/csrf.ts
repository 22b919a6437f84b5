// CSRF tokens: tied to the session (or to the visitor's cookie before signing in) by a keyed hash.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** @param bound session id or visitor id */
export function csrfToken(secret: string, bound: string): string {
  return createHmac('sha256', secret).update(`csrf\0${bound}`).digest('base64url');
}

export function csrfMatches(secret: string, bound: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const expected = Buffer.from(csrfToken(secret, bound));
  const given = Buffer.from(token);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
