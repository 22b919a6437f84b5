// Completes a sign-in: checks what the identity provider answered, finds or creates the account, starts a session.
import { authorizationCodeGrant, fetchUserInfo, type Configuration } from 'openid-client';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import type { Account } from '../account.ts';
import { mappingOf, secondFactorRequired, type ProviderKey } from '../canton-sign-in.ts';
import { readClaims, saysName, type ClaimedAccount } from '../claims.ts';
import { connectProvider, providerAddress, providers } from '../provider-connection.ts';
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
  /** What the browser is called, `Firefox, Windows`. */
  device: string;
  /** Session that the browser has now, if any. */
  sessionId: string | undefined;
}

interface SignIn {
  state: string;
  provider: ProviderKey;
  nonce: string;
  code_verifier: string;
  return_to: string;
  expires_at: Date;
}

/**
 * @returns the account, the secret of its new session, the path to go on to (empty when none was asked for), and whether the
 *   session counts only once the second factor was shown
 * @throws Fault of `signInFaults`; its parameter `returnTo` tells where the person wanted to go
 */
export async function completeSignIn(
  app: App,
  answer: Answer,
): Promise<{ account: Account; secret: string; returnTo: string; secondFactor: boolean }> {
  const signIn = await takeSignIn(app, answer);
  try {
    if (signIn.expires_at <= app.clock.now()) throw new Fault('SIGN_IN_EXPIRED');
    const { claimed, idToken, providerSession } = await verify(app, answer.query, signIn);
    return await transact(app, { kind: 'programme', task: 'identity.sign-in' }, async (tx) => {
      tx.impersonal('recognise-caller');
      const issuer = providerAddress(app, signIn.provider).accountIssuer;
      const account = await saveAccount(tx, issuer, claimed, answer.language);
      const secondFactor = await wantsSecondFactor(tx, account);
      if (secondFactor) await endWithoutFactor(tx, account);
      const secret = await startSession(tx, {
        accountId: account.id,
        assurance: claimed.assurance,
        from: { issuer, idToken, providerSession },
        device: answer.device,
        replaces: answer.sessionId,
        ...(secondFactor ? { secondFactor: 'wanted' } : {}),
      });
      return { account, secret, returnTo: signIn.return_to, secondFactor };
    });
  } catch (error) {
    if (error instanceof Fault) throw new Fault(error.code, { ...error.params, returnTo: signIn.return_to });
    throw error;
  }
}

/** Of staff: those who have a passkey, and all where the canton wants it. */
async function wantsSecondFactor(tx: Transaction, { id, kind }: Account): Promise<boolean> {
  if (kind !== 'staff') return false;
  if (secondFactorRequired(tx.app)) return true;
  const passkey = await tx.db
    .selectFrom('identity.passkey')
    .select('id')
    .where('account_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return passkey !== undefined;
}

/**
 * Sessions from before a second factor was wanted, as of somebody who has become a member of staff since: they would count as
 * one of staff from now on.
 */
async function endWithoutFactor(tx: Transaction, { id }: Account): Promise<void> {
  await tx.db
    .updateTable('identity.session')
    .set({ ended_at: tx.app.clock.now() })
    .where('account_id', '=', id)
    .where('second_factor', '=', 'none')
    .where('ended_at', 'is', null)
    .execute();
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
          .returning(['state', 'provider', 'nonce', 'code_verifier', 'return_to', 'expires_at'])
          .executeTakeFirst()
      : undefined;
  if (!row) throw new Fault('SIGN_IN_STATE_MISMATCH');
  return { ...row, provider: row.provider === 'staff' ? 'staff' : 'public' };
}

/** Checks issuer, state, code verifier, signature, audience, nonce and times (OpenID Connect Core, 3.1.3.7). */
async function verify(
  app: App,
  query: string,
  signIn: SignIn,
): Promise<{ claimed: ClaimedAccount; idToken: string | undefined; providerSession: string | undefined }> {
  const configuration = await connectProvider(app, signIn.provider);
  const mapping = mappingOf(app, signIn.provider);
  try {
    const tokens = await authorizationCodeGrant(configuration, new URL(`${callbackAddress(app)}?${query}`), {
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      pkceCodeVerifier: signIn.code_verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Fault('SIGN_IN_ANSWER_INVALID');
    const more = saysName(claims, mapping)
      ? {}
      : await askUserInfo(configuration, tokens.access_token, claims.sub);
    // Where staff have a provider of their own, the one of the public makes nobody staff, whatever it says.
    const staffHere = signIn.provider === 'staff' || !providers(app).includes('staff');
    const claimed = readClaims({ ...more, ...claims }, mapping, staffHere);
    if (signIn.provider === 'staff' && claimed.kind !== 'staff') throw new Fault('SIGN_IN_NOT_STAFF');
    return { claimed, idToken: tokens.id_token, providerSession: sessionIn(claims) };
  } catch (error) {
    throw toFault(app, error, 'SIGN_IN_ANSWER_INVALID');
  }
}

/** The provider's name for its session: what its logout token will say (Back-Channel Logout 1.0, 2.1). */
function sessionIn({ sid }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof sid === 'string' && sid !== '' && sid.length <= 255 ? sid : undefined;
}

/** Providers may keep the ID token small and tell the rest here; the subject must be the same (Core, 5.3.2). */
async function askUserInfo(configuration: Configuration, accessToken: string, subject: string) {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(configuration, accessToken, subject);
}
