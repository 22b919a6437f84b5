// What went wrong between us and the identity provider, as one of our error codes.
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import './errors.ts';

/** OAuth 2.0 error codes that say: the person did not want to, or did not finish. */
const stopped = [
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
];

/** @param otherwise code for an answer that arrived and does not hold */
export function toFault(
  app: App,
  error: unknown,
  otherwise: 'SIGN_IN_ANSWER_INVALID' | 'SIGN_IN_PROVIDER_FAILED',
): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof AuthorizationResponseError) {
    if (stopped.includes(error.error)) return new Fault('SIGN_IN_CANCELLED');
    app.log.warn(
      { error: error.error, description: error.error_description },
      'the identity provider refused a sign-in',
    );
    return new Fault('SIGN_IN_PROVIDER_FAILED');
  }
  const reason = { code: codeOf(error), message: error instanceof Error ? error.message : String(error) };
  if (isUnreachable(error)) {
    app.log.error(reason, 'the identity provider is unreachable');
    return new Fault('SIGN_IN_PROVIDER_UNREACHABLE');
  }
  app.log.warn(reason, 'the identity provider gave an answer that does not hold');
  if (error instanceof ResponseBodyError) return new Fault('SIGN_IN_PROVIDER_FAILED');
  return new Fault(otherwise);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** The network failed, time ran out, or the provider itself answered with a server error. */
function isUnreachable(error: unknown): boolean {
  if (['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(codeOf(error))) return true;
  // fetch throws a TypeError when there is no connection.
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message)) return true;
  const cause = error instanceof ClientError || error instanceof Error ? error.cause : undefined;
  if (cause instanceof Response) return cause.status >= 500;
  if (cause instanceof TypeError) return isUnreachable(cause);
  return cause instanceof DOMException && ['TimeoutError', 'AbortError'].includes(cause.name);
}
