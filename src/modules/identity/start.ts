// Starts the module: reads the invented identities, and decides which identity provider people sign in at.
import type { App } from '../../kernel/app.ts';
import { startEid } from './eid/start-eid.ts';
import { loadIdentities } from './demo/identities.ts';
import { fetchOwn } from './demo/mount-provider.ts';
import { providerKeys } from './demo/provider-keys.ts';
import { clientId, createProvider, demoIssuer, providerPath, rememberDemoProvider } from './demo/provider.ts';
import { rememberProvider } from './provider-connection.ts';
import { isLoopback } from './loopback.ts';

/** @throws StartFault when demo/identities.yaml or eid.yaml is broken */
export async function startIdentity(app: App): Promise<void> {
  await loadIdentities(app);
  await startEid(app);
  const { mode, oidc, baseUrl } = app.config;
  if (oidc) {
    rememberDemoProvider(app, undefined);
    // Without TLS only for trying things out on one machine; production refuses such an address before this.
    const insecure = mode === 'demo' && isLoopback(new URL(oidc.issuer).hostname);
    rememberProvider(app, { ...oidc, accountIssuer: oidc.issuer, insecure });
    return;
  }
  if (mode !== 'demo') throw new Error('The configuration must name an identity provider in production');
  const keys = await providerKeys(app);
  rememberDemoProvider(app, createProvider(app, keys));
  rememberProvider(app, {
    issuer: baseUrl + providerPath,
    clientId,
    clientSecret: keys.clientSecret,
    accountIssuer: demoIssuer,
    fetch: fetchOwn(app),
    // These calls never leave the machine.
    insecure: true,
  });
}
