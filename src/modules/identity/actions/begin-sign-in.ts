// Begins a sign-in: remembers what must come back and says where the browser has to go.
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Assurance } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { mappingOf, type ProviderKey } from '../canton-sign-in.ts';
import { knownClasses } from '../claims.ts';
import { connectProvider } from '../provider-connection.ts';
import { hashOf } from '../../../kernel/secret.ts';
import { signInSeconds } from '../session-rules.ts';

/** Where the provider sends the browser back to; registered there. */
export function callbackAddress(app: App): string {
  return `${app.config.baseUrl}/anmelden/zurueck`;
}

/**
 * Authorization code flow with PKCE (RFC 7636, S256), state and nonce, as RFC 9700 asks for.
 * @param browser secret of the browser, from its cookie
 * @param wanted `returnTo`: safe path on this site; empty: wherever this kind of account starts. `needed`: level that the
 *   identity provider is asked for; which one it was, its answer says
 * @returns address at the identity provider
 * @throws Fault SIGN_IN_PROVIDER_UNREACHABLE, SIGN_IN_PROVIDER_FAILED
 */
export async function beginSignIn(
  app: App,
  browser: string,
  wanted: { provider: ProviderKey; returnTo: string; language: Language; needed?: Assurance },
): Promise<string> {
  const { provider, returnTo, language, needed = 'low' } = wanted;
  const configuration = await connectProvider(app, provider);
  const mapping = mappingOf(app, provider);
  const state = randomState();
  const nonce = randomNonce();
  const verifier = randomPKCECodeVerifier();
  await app.db
    .insertInto('identity.sign_in')
    .values({
      state,
      provider,
      browser_hash: hashOf(browser),
      nonce,
      code_verifier: verifier,
      return_to: returnTo,
      expires_at: new Date(app.clock.now().getTime() + signInSeconds * 1000),
    })
    .execute();
  const classes = knownClasses(mapping, configuration.serverMetadata().acr_values_supported, needed);
  return buildAuthorizationUrl(configuration, {
    redirect_uri: callbackAddress(app),
    scope: mapping.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: language,
    ...(classes.length > 0 ? { acr_values: classes.join(' ') } : {}),
  }).href;
}
