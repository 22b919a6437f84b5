// Verifies the presentation of an SD-JWT with key binding: RFC 9901, sections 7.1 and 7.3, with ES256 and SHA-256 only.
import { createHash } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { compactVerify, importJWK, type CryptoKey, type JWK } from 'jose';
import { checkDisclosures } from './check-disclosures.ts';
import { keyBindingSeconds, skewSeconds } from './eid-rules.ts';

export interface ExpectedPresentation {
  /** The issuer's public key, chosen by the header of the credential; throws for an issuer that is not trusted. */
  issuerKey(header: Record<string, unknown>): Promise<CryptoKey>;
  /** Our client id: the presentation was made for us ... */
  audience: string;
  /** ... and for this one request. */
  nonce: string;
  now: Date;
}

export interface VerifiedPresentation {
  header: Record<string, unknown>;
  /** Claims of the credential: open ones and disclosed ones. */
  claims: Record<string, unknown>;
  /** Names of the claims that were disclosed, at the top level. */
  disclosed: string[];
}

const sha256 = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : Buffer.from(data))
    .digest();

/** Only ES256, whatever the header says: `none` and algorithms with shared keys never count (RFC 8725, 3.1). */
async function isSigned(data: string, signature: string, key: CryptoKey | Uint8Array): Promise<boolean> {
  await compactVerify(`${data}.${signature}`, key, { algorithms: ['ES256'] });
  return true;
}

/** The key to which the issuer has bound the credential; exactly one, on the curve P-256. */
async function holderKey(payload: Record<string, unknown>): Promise<CryptoKey | Uint8Array> {
  const confirmed = payload['cnf'] as { jwk?: JWK } | undefined;
  if (confirmed?.jwk?.crv !== 'P-256')
    throw new Error('The credential is bound to no key of the curve P-256');
  const { kty, crv, x, y } = confirmed.jwk;
  return importJWK({ kty, crv, x, y } as JWK, 'ES256');
}

/**
 * @param presentation `<issuer-signed JWT>~<disclosure>~…~<key binding JWT>`
 * @throws Error that says what does not hold
 */
export async function verifySdJwt(
  presentation: string,
  expected: ExpectedPresentation,
): Promise<VerifiedPresentation> {
  const [credential = '', ...disclosures] = presentation.split('~');
  disclosures.pop();
  const instance = new SDJwtInstance<Record<string, unknown>>({
    hasher: (data) => sha256(data),
    hashAlg: 'sha-256',
    verifier: async (data, signature) =>
      isSigned(data, signature, await expected.issuerKey(headerOf(credential))),
    kbVerifier: async (data, signature, payload) => isSigned(data, signature, await holderKey(payload)),
  });
  const seconds = Math.floor(expected.now.getTime() / 1000);
  const { header = {}, kb } = await instance.verify(presentation, {
    currentDate: seconds,
    skewSeconds,
    keyBindingNonce: expected.nonce,
  });
  if (!kb) throw new Error('The key binding is missing');
  // A single text: a list could name us beside somebody else (RFC 9901, section 4.3).
  if (kb.payload.aud !== expected.audience) throw new Error('The presentation was made for somebody else');
  if (kb.payload.iat > seconds + skewSeconds || kb.payload.iat < seconds - keyBindingSeconds)
    throw new Error('The key binding was not made just now');
  const payload = partOf(credential, 1);
  for (const name of ['exp', 'nbf', 'iat'])
    if (payload[name] !== undefined && typeof payload[name] !== 'number')
      throw new Error(`${name} is no number`);
  const claims = checkDisclosures(payload as Parameters<typeof checkDisclosures>[0], disclosures);
  return { header, claims, disclosed: Object.keys(claims).filter((name) => !Object.hasOwn(payload, name)) };
}

const headerOf = (jwt: string) => partOf(jwt, 0);

function partOf(jwt: string, index: 0 | 1): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString('utf8')) as Record<
    string,
    unknown
  >;
}
