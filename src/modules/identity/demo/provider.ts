// The demonstration's identity provider: a real OpenID provider inside this program, whose people are invented and need no password.
import Provider, { interactionPolicy, type Configuration } from 'oidc-provider';
import { assurances } from '../../../kernel/actor.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import { languageOfContext, providerErrorPage } from './provider-error-page.tsx';
import { callbackAddress } from '../actions/begin-sign-in.ts';
import { mappingOf } from '../canton-sign-in.ts';
import { demoIdentity } from './identities.ts';
import type { ProviderKeys } from './provider-keys.ts';
import { providerStore } from './provider-store.ts';

export const providerPath = '/demo/oidc';
/** Page on which one chooses an identity; ours, not the library's. */
export const choicePath = '/demo/oidc-anmeldung';
export const clientId = 'drehscheibe';
/** Cookie of the provider's own session. */
export const providerSessionCookie = 'demo-oidc';
/** `account.issuer` of invented people: BASE_URL may change between two starts, they stay the same. */
export const demoIssuer = 'demo';

const minutes = 60;

const providers = perApp<{ provider: Provider | undefined }>('The demonstration identity provider');

/** Called when the module starts; undefined where people sign in elsewhere. */
export function rememberDemoProvider(app: App, provider: Provider | undefined): void {
  providers.set(app, { provider });
}

export function demoProvider(app: App): Provider | undefined {
  return providers.of(app).provider;
}

/** Makes the provider; `mountProvider` gives it its addresses. */
export function createProvider(app: App, keys: ProviderKeys): Provider {
  const provider = new Provider(`${app.config.baseUrl}${providerPath}`, configuration(app, keys));
  // Address and protocol are those of BASE_URL, whatever name or proxy a request came by: see mountProvider.
  provider.proxy = true;
  provider.on('server_error', (_context, error) => app.log.error(error, 'demonstration identity provider'));
  provider.onerror = (error) => app.log.error(error, 'demonstration identity provider');
  return provider;
}

function configuration(app: App, keys: ProviderKeys): Configuration {
  return {
    adapter: providerStore(app),
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookieKeys,
      names: { session: providerSessionCookie, interaction: 'demo-oidc-choice', resume: 'demo-oidc-resume' },
    },
    clients: [
      {
        client_id: clientId,
        client_secret: keys.clientSecret,
        redirect_uris: [callbackAddress(app)],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      profile: ['name'],
      email: ['email', 'email_verified'],
      drehscheibe: ['unit', 'roles', 'register_id', 'organisation_id'],
    },
    acrValues: assurances.flatMap((level) => mappingOf(app, 'public').assurance[level]),
    features: {
      devInteractions: { enabled: false },
      // Without userinfo the ID token says everything.
      userinfo: { enabled: false },
      // This program ends the session itself when one signs out; it is in the same process.
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      dPoP: { enabled: false },
    },
    ttl: {
      AccessToken: 5 * minutes,
      AuthorizationCode: 1 * minutes,
      Grant: 10 * minutes,
      IdToken: 5 * minutes,
      Interaction: 30 * minutes,
      Session: 60 * minutes,
    },
    interactions: {
      policy: alwaysChoose(),
      url: (_context, interaction) => `${choicePath}/${interaction.uid}`,
    },
    findAccount: (_context, id) => {
      const identity = demoIdentity(app, id);
      if (!identity) return undefined;
      return {
        accountId: identity.id,
        claims: () => ({
          sub: identity.id,
          name: identity.name,
          email: identity.email,
          email_verified: true,
          roles: [...identity.roles],
          ...(identity.unit === undefined ? {} : { unit: identity.unit }),
          ...(identity.registerId === undefined ? {} : { register_id: identity.registerId }),
          ...(identity.organisationId === undefined ? {} : { organisation_id: identity.organisationId }),
        }),
      };
    },
    // The only client is this program: there is nothing to consent to.
    loadExistingGrant: async (context) => {
      const { client, account, provider } = context.oidc;
      if (!client || !account) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope('openid profile email drehscheibe');
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = providerErrorPage(app, languageOfContext(context), out);
    },
  };
}

/** Every sign-in asks who one wants to be, also when the provider still has a session. */
function alwaysChoose() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check('choose', 'an identity must be chosen', (context) =>
        context.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}
