// The key that signs Open Badges: made at the first start, the same for all processes; its public half is at a public address.
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { perApp, type App } from '../../../kernel/app.ts';
import { sharedSecret } from '../../../kernel/shared-secret.ts';

/** What every verifier of Open Badges 3.0 must know. */
export const badgeAlgorithm = 'RS256';

export interface BadgeKey {
  secret: CryptoKey;
  public: JWK;
  /** Thumbprint (RFC 7638): another key has another address. */
  id: string;
}

const badgeKey = perApp<BadgeKey>('The key of the badges');
export const badgeKeyOf = (app: App): BadgeKey => badgeKey.of(app);

/** Before the program listens. */
export async function startBadgeKey(app: App): Promise<void> {
  const kept = await sharedSecret(app.db, 'learning.badge-key', async () => {
    const pair = await generateKeyPair(badgeAlgorithm, { extractable: true });
    return JSON.stringify(await exportJWK(pair.privateKey));
  });
  badgeKey.set(app, await toBadgeKey(JSON.parse(kept) as JWK));
}

/** @param jwk the secret key */
export async function toBadgeKey(jwk: JWK): Promise<BadgeKey> {
  const secret = await importJWK(jwk, badgeAlgorithm);
  if (secret instanceof Uint8Array) throw new Error('The key of the badges is no RSA key');
  const { kty = '', n = '', e = '' } = jwk;
  const open = { kty, n, e };
  return {
    secret,
    public: { ...open, alg: badgeAlgorithm, use: 'sig' },
    id: await calculateJwkThumbprint(open),
  };
}
