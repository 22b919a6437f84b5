// Who signs blindly: one key for each process, whose private part signs whatever it is given, once for each person.
// Node's own RSA (OpenSSL) makes the signature: it is fast, and takes as long whatever is signed.
import { constants, createPrivateKey, createPublicKey, generateKeyPair, privateDecrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { bytesOf, textOf } from './encoding.ts';

export interface AuthorityKey {
  /** PKCS #8, PEM. */
  private: string;
  /** SubjectPublicKeyInfo, DER, Base64url: published with the process. */
  public: string;
}

/** Bits of the modulus; RFC 9474 asks for at least 2048. */
const modulusLength = 2048;

/** Secure against forging for as long as a process lasts; makes a new one for each. Takes some tenths of a second. */
export async function makeAuthorityKey(): Promise<AuthorityKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength, publicExponent: 65_537 });
  return {
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: textOf(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })),
  };
}

/**
 * BlindSign of RFC 9474, section 4.3. Whether the person may have a signature, and has none yet, was asked before.
 * @throws RangeError for what is not a number below the modulus, in as many bytes
 */
export function signBlindly(key: Pick<AuthorityKey, 'private'>, blinded: string): string {
  const message = bytesOf(blinded);
  const privateKey = createPrivateKey(key.private);
  const { n = '' } = privateKey.export({ format: 'jwk' });
  const modulus = bytesOf(n);
  const isBelow = Buffer.compare(message, modulus) < 0;
  if (message.length !== modulus.length || !isBelow || message.every((byte) => byte === 0))
    throw new RangeError('Not a blinded message of this key');
  // OpenSSL checks the result with the public exponent where it uses the Chinese remainder theorem, as the standard asks.
  const signed = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, message);
  return textOf(signed);
}
