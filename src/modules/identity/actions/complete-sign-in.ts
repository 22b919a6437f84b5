// Completes a sign-in: checks what the identity provider answered, finds or creates the account, starts a session.
import { authorizationCodeGrant, fetchUserInfo, type Configuration } from 'openid-client';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { Account } from '../account.ts';
import { readClaims, saysName, type ClaimedAccount } from '../claims.ts';
import { connectProvider, providerAddress } from '../provider-connection.ts';
import { toFault } from '../provider-fault.ts';
import { hashOf, isSecret } from '../../../kernel/secret.ts';
import { callbackAddress } from './begin-sign-in.ts';
import { saveAccount } from './save-account.ts';
import { startSession } from './start-session.ts';

export interface Answer {
  /** Query of the callback as it came: `code=…&state=…&iss=…`. */
  query: string;
  /** Secret of the browser, from its cookie. */
  browser: string | undefined;
  language: Language;
  /** Session that the browser has now, if any. */
  sessionId: string | undefined;
}

interface SignIn {
  state: string;
  nonce: string;
  code_verifier: string;
  return_to: string;
  expires_at: Date;
}

/**
 * @returns the account, the secret of its new session, and the path to go on to (empty when none was asked for)
 * @throws Fault of `signInFaults`; its parameter `returnTo` tells where the person wanted to go
 */
export async function completeSignIn(
  app: App,
  answer: Answer,
): Promise<{ account: Account; secret: string; returnTo: string }> {
  const signIn = await takeSignIn(app, answer);
  try {
    if (signIn.expires_at <= app.clock.now()) throw new Fault('SIGN_IN_EXPIRED');
    const { claimed, idToken } = await verify(app, answer.query, signIn);
    return await transact(app, { kind: 'programme', task: 'identity.sign-in' }, async (tx) => {
      const account = await saveAccount(tx, providerAddress(app).accountIssuer, claimed, answer.language);
      const secret = await startSession(tx, {
        accountId: account.id,
        assurance: claimed.assurance,
        idToken,
        replaces: answer.sessionId,
      });
      return { account, secret, returnTo: signIn.return_to };
    });
  } catch (error) {
    if (error instanceof Fault) throw new Fault(error.code, { ...error.params, returnTo: signIn.return_to });
    throw error;
  }
}

/** Takes the sign-in that this answer belongs to. It is gone afterwards: no answer counts twice, whatever comes of it. */
async function takeSignIn(app: App, { query, browser }: Answer): Promise<SignIn> {
  const state = new URLSearchParams(query).get('state');
  // The browser must be the one that began: otherwise a link could sign people in to somebody else's account.
  const row =
    state !== null && state.length <= 100 && isSecret(browser)
      ? await app.db
          .deleteFrom('identity.sign_in')
          .where('state', '=', state)
          .where('browser_hash', '=', hashOf(browser))
          .returning(['state', 'nonce', 'code_verifier', 'return_to', 'expires_at'])
          .executeTakeFirst()
      : undefined;
  if (!row) throw new Fault('SIGN_IN_STATE_MISMATCH');
  return row;
}

/** Checks issuer, state, code verifier, signature, audience, nonce and times (OpenID Connect Core, 3.1.3.7). */
async function verify(
  app: App,
  query: string,
  signIn: SignIn,
): Promise<{ claimed: ClaimedAccount; idToken: string | undefined }> {
  const configuration = await connectProvider(app);
  try {
    const tokens = await authorizationCodeGrant(configuration, new URL(`${callbackAddress(app)}?${query}`), {
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      pkceCodeVerifier: signIn.code_verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Fault('SIGN_IN_ANSWER_INVALID');
    const more = saysName(claims) ? {} : await askUserInfo(configuration, tokens.access_token, claims.sub);
    return { claimed: readClaims({ ...more, ...claims }), idToken: tokens.id_token };
  } catch (error) {
    throw toFault(app, error, 'SIGN_IN_ANSWER_INVALID');
  }
}

/** Providers may keep the ID token small and tell the rest here; the subject must be the same (Core, 5.3.2). */
async function askUserInfo(configuration: Configuration, accessToken: string, subject: string) {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(configuration, accessToken, subject);
}
