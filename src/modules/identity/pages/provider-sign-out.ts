// Where identity providers say that somebody signed out there: OpenID Connect Back-Channel Logout 1.0.
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { endProviderSessions } from '../actions/end-provider-sessions.ts';

async function signedOutThere({ app, body }: Request): Promise<Reply> {
  await endProviderSessions(app, (body as Record<string, unknown> | undefined)?.['logout_token']);
  // Section 2.8: nothing to say, and nothing to keep.
  return { status: 200, type: 'text/plain', body: '', headers: { 'cache-control': 'no-store' } };
}

export const providerSignOutRoute: Route = {
  method: 'POST',
  url: '/anmelden/abgemeldet',
  may: everyone,
  kind: 'api',
  ownToken: true,
  summary:
    'Ends sessions that ended at the identity provider (OpenID Connect Back-Channel Logout 1.0); a form with `logout_token`',
  perMinute: 600,
  handle: signedOutThere,
};
