// Where to go after signing in, as an address or a form asks for it.
import { safePath } from '../../../kernel/http/reply.ts';

/** A path of ours to go back to; empty for none, and for those that would only lead round in a circle. */
export function returnPath(asked: unknown): string {
  const path = safePath(asked, '');
  return /^\/(anmelden|abmelden|demo\/(oidc|wallet))/.test(path) ? '' : path;
}
