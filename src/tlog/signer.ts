// Private keys of logs and witnesses: Ed25519 (RFC 8032), kept as PKCS #8 in Base64. For whoever signs, so Node's own.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { noteKey, signatureTypes, type NoteKey } from './note.ts';

export interface Signer {
  key: NoteKey;
  /** @returns 64 bytes */
  sign(message: Uint8Array): Uint8Array;
}

/** A new private key. */
export function makePrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
    publicKeyEncoding: { format: 'der', type: 'spki' },
  });
  return privateKey.toString('base64');
}

/** @returns undefined when it is no such key */
function readPrivateKey(text: string) {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text is a private key, as `openssl genpkey -algorithm ed25519 -outform DER | base64 -w0` makes it. */
export function isPrivateKey(text: string): boolean {
  return readPrivateKey(text) !== undefined;
}

/** @throws Error when it is no private key */
export async function signerOf(
  name: string,
  type: keyof typeof signatureTypes,
  privateKey: string,
): Promise<Signer> {
  const secret = readPrivateKey(privateKey);
  if (secret === undefined) throw new Error(`The private key of ${name} is no Ed25519 key`);
  const { x = '' } = createPublicKey(secret).export({ format: 'jwk' });
  const publicKey = Uint8Array.from(Buffer.from(x, 'base64url'));
  return {
    key: await noteKey(name, signatureTypes[type], publicKey),
    sign: (message) => sign(null, message, secret),
  };
}
