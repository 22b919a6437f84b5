// The identity providers as openid-client knows them: discovered when first needed, for an hour, by every process for itself.
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type ClientAuth,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import { perApp, type App } from '../../kernel/app.ts';
import type { ProviderKey } from './canton-sign-in.ts';
import { toFault } from './provider-fault.ts';

/** Which provider, how to reach it, and as what we are known there. */
export interface ProviderAddress {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** `account.issuer` of the people it names. */
  accountIssuer: string;
  /** Reaches a provider inside this program. */
  fetch?: CustomFetch;
  /** Without TLS: only inside this machine. */
  insecure: boolean;
}

interface Connection {
  address: ProviderAddress;
  discovered?: { configuration: Promise<Configuration>; until: number };
}

const connections = perApp<ReadonlyMap<ProviderKey, Connection>>('The identity providers');
const hour = 3600 * 1000;

/** Called when the module starts. The providers themselves may still be away: their outage must not stop the program. */
export function rememberProviders(
  app: App,
  addresses: { public: ProviderAddress; staff?: ProviderAddress | undefined },
): void {
  const { public: everyone, staff } = addresses;
  connections.set(
    app,
    new Map<ProviderKey, Connection>([
      ['public', { address: everyone }],
      ...(staff ? [['staff', { address: staff }] as const] : []),
    ]),
  );
}

/** The provider of that kind; where staff have none of their own, the one of everybody. */
function connectionOf(app: App, key: ProviderKey): Connection {
  const all = connections.of(app);
  const found = all.get(key) ?? all.get('public');
  if (!found) throw new Error('There is no identity provider');
  return found;
}

export function providerAddress(app: App, key: ProviderKey): ProviderAddress {
  return connectionOf(app, key).address;
}

/** Every provider that there is. */
export function providers(app: App): ProviderKey[] {
  return [...connections.of(app).keys()];
}

/** Which provider has named this account; undefined for accounts of the register and those of a provider of earlier times. */
export function providerOf(app: App, accountIssuer: string): ProviderKey | undefined {
  return [...connections.of(app)].find(([, { address }]) => address.accountIssuer === accountIssuer)?.[0];
}

/** @throws Fault SIGN_IN_PROVIDER_UNREACHABLE or SIGN_IN_PROVIDER_FAILED */
export async function connectProvider(app: App, key: ProviderKey): Promise<Configuration> {
  const connection = connectionOf(app, key);
  const now = app.clock.now().getTime();
  if (!connection.discovered || connection.discovered.until < now) {
    connection.discovered = { configuration: discover(connection.address), until: now + hour };
  }
  try {
    return await connection.discovered.configuration;
  } catch (error) {
    delete connection.discovered;
    throw toFault(app, error, 'SIGN_IN_PROVIDER_FAILED');
  }
}

function discover({
  issuer,
  clientId,
  clientSecret,
  fetch,
  insecure,
}: ProviderAddress): Promise<Configuration> {
  const basic = ClientSecretBasic(clientSecret);
  const post = ClientSecretPost(clientSecret);
  // client_secret_basic is what OpenID Connect assumes (Core, section 9); a provider that does without says so.
  const authenticate: ClientAuth = (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
  return discovery(new URL(issuer), clientId, undefined, authenticate, {
    timeout: 8,
    // The signature of the ID token is checked even though it comes over TLS from the provider itself.
    execute: [enableNonRepudiationChecks, ...(insecure ? [allowInsecureRequests] : [])],
    ...(fetch ? { [customFetch]: fetch } : {}),
  });
}
