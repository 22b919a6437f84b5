// The identity provider as openid-client knows it: discovered when first needed, for an hour, by every process for itself.
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

const connections = perApp<Connection>('The identity provider');
const hour = 3600 * 1000;

/** Called when the module starts. The provider itself may still be away: its outage must not stop the program. */
export function rememberProvider(app: App, address: ProviderAddress): void {
  connections.set(app, { address });
}

export function providerAddress(app: App): ProviderAddress {
  return connections.of(app).address;
}

/** @throws Fault SIGN_IN_PROVIDER_UNREACHABLE or SIGN_IN_PROVIDER_FAILED */
export async function connectProvider(app: App): Promise<Configuration> {
  const connection = connections.of(app);
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
