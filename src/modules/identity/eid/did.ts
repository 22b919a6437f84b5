// Public keys behind DIDs of the method did:webvh 1.0: the log is fetched and its whole history checked (Swiss Profile Anchor).
import { createPublicKey, verify } from 'node:crypto';
import { resolveDIDFromLog, type DIDLog, type Verifier } from 'didwebvh-ts';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import type { App } from '../../../kernel/app.ts';
import type { Eid } from './connection.ts';
import { longestCache } from './eid-rules.ts';
import { fetchDocument } from './fetch-document.ts';

/** Signatures of log entries: Ed25519 (cryptosuite eddsa-jcs-2022). */
export const logVerifier: Verifier = {
  verify(signature, message, publicKey) {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    return Promise.resolve(verify(null, message, key, signature));
  },
};

/** Where the log of a DID lies: `did:webvh:<scid>:host:a:b` is `https://host/a/b/did.jsonl` (did:webvh 1.0, section 3.4). */
export function logAddress(did: string): string {
  const [, method, scid, host, ...path] = did.split(':');
  if (method !== 'webvh' || !scid || !host) throw new Error(`${did.slice(0, 60)} is no did:webvh`);
  const folder =
    path.length === 0 ? '.well-known' : path.map(decodeURIComponent).map(encodeURIComponent).join('/');
  return `https://${decodeURIComponent(host)}/${folder}/did.jsonl`;
}

/** The DID in an absolute name of a key. @throws Error for any other name */
export function didOf(keyId: unknown): string {
  const [did, fragment, more] = typeof keyId === 'string' ? keyId.split('#') : [];
  if (!did?.startsWith('did:') || !fragment || more !== undefined)
    throw new Error('The key has no absolute name');
  return did;
}

/**
 * The key of that name, if its DID lists it for assertions.
 * @param keyId `did:webvh:…#key`
 * @throws Fault EID_REGISTRY_UNREACHABLE; Error for a log that does not hold or a key that is not in it
 */
export async function publicKey(app: App, eid: Eid, keyId: string): Promise<CryptoKey> {
  const did = didOf(keyId);
  const keys = await fetchDocument(app, eid, logAddress(did), 'application/jsonl', async (text) => ({
    value: await keysIn(did, text),
    seconds: longestCache,
  }));
  const jwk = keys.get(keyId);
  if (!jwk) throw new Error('The DID has no such key for assertions');
  const { kty, crv, x, y } = jwk;
  if (kty !== 'EC' || crv !== 'P-256') throw new Error('The key is not of the curve P-256');
  return (await importJWK({ kty, crv, x, y } as JWK, 'ES256')) as CryptoKey;
}

async function keysIn(did: string, text: string): Promise<Map<string, JWK>> {
  const log = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown) as DIDLog;
  const {
    doc,
    meta,
    did: found,
  } = await resolveDIDFromLog(log, { verifier: logVerifier, requestedDid: did });
  if (meta.error !== undefined || meta.deactivated || found !== did || doc.id !== did)
    throw new Error(`The log of ${did} does not hold`);
  const absolute = (id: string | undefined) => (id?.startsWith('#') ? did + id : (id ?? ''));
  const asserting = new Set((doc.assertionMethod ?? []).map((id) => absolute(id)));
  const methods = doc.verificationMethod ?? [];
  return new Map(
    methods
      .map((method) => [absolute(method.id), method.publicKeyJwk as JWK | undefined] as const)
      .filter((entry): entry is [string, JWK] => asserting.has(entry[0]) && entry[1] !== undefined),
  );
}
