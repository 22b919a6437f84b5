// Starts the module: reads the invented identities, and decides at which identity providers people sign in.
import type { OidcClient } from '../../config.ts';
import type { App } from '../../kernel/app.ts';
import { StartFault } from '../../kernel/start-fault.ts';
import { startEid } from './eid/start-eid.ts';
import { loadIdentities } from './demo/identities.ts';
import { fetchOwn } from './demo/mount-provider.ts';
import { providerKeys } from './demo/provider-keys.ts';
import { clientId, createProvider, demoIssuer, providerPath, rememberDemoProvider } from './demo/provider.ts';
import { loadSignIn, secondFactorRequired } from './canton-sign-in.ts';
import { relyingParty } from './passkeys/relying-party.ts';
import { rememberProviders, type ProviderAddress } from './provider-connection.ts';
import { isLoopback } from './loopback.ts';

/** @throws StartFault when demo/identities.yaml, sign-in.yaml or eid.yaml is broken, or asks for what can't be */
export async function startIdentity(app: App): Promise<void> {
  await loadIdentities(app);
  await loadSignIn(app);
  if (secondFactorRequired(app) && !relyingParty(app))
    throw new StartFault(
      'sign-in.yaml asks all staff for a passkey, but BASE_URL is an address of numbers: browsers bind passkeys to names',
    );
  await startEid(app);
  const { mode, oidc, oidcStaff, baseUrl } = app.config;
  if (oidc) {
    rememberDemoProvider(app, undefined);
    const address = (client: OidcClient): ProviderAddress => ({
      ...client,
      accountIssuer: client.issuer,
      // Without TLS only for trying things out on one machine; production refuses such an address before this.
      insecure: mode === 'demo' && isLoopback(new URL(client.issuer).hostname),
    });
    rememberProviders(app, { public: address(oidc), staff: oidcStaff && address(oidcStaff) });
    return;
  }
  if (mode !== 'demo') throw new Error('The configuration must name an identity provider in production');
  const keys = await providerKeys(app);
  rememberDemoProvider(app, createProvider(app, keys));
  rememberProviders(app, {
    public: {
      issuer: baseUrl + providerPath,
      clientId,
      clientSecret: keys.clientSecret,
      accountIssuer: demoIssuer,
      fetch: fetchOwn(app),
      // These calls never leave the machine.
      insecure: true,
    },
  });
}
