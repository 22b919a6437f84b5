// Keys of the demonstration's identity provider: made at the first start, kept in the database, the same for all processes.
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { App } from '../../../kernel/app.ts';
import { sharedSecret } from '../../../kernel/shared-secret.ts';
import { newSecret } from '../../../kernel/secret.ts';

export interface ProviderKeys {
  /** Signs ID tokens, ES256. */
  jwks: { keys: JWK[] };
  /** Sign the provider's cookies. */
  cookieKeys: string[];
  /** With which this program, as a client, proves itself at the provider. */
  clientSecret: string;
}

export async function providerKeys(app: App): Promise<ProviderKeys> {
  const stored = await sharedSecret(app.db, 'identity.demo-provider', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'ES256', kid: newSecret().slice(0, 16) };
    return JSON.stringify({ jwks: { keys: [key] }, cookieKeys: [newSecret()], clientSecret: newSecret() });
  });
  return JSON.parse(stored) as ProviderKeys;
}
