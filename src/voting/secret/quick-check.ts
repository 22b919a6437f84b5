// Whether a ballot is genuine, by Node's own cryptography: what `BallotBox` says, in a third of its time. For boxes that many vote into at once.
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { BallotFault } from './box.ts';
import { certified, signedVote, type SecretBallot } from './credential.ts';
import { bytesOf, concat } from './encoding.ts';

/** RFC 9474: the salt is as long as the hash. */
const saltLength = 48;

/** @param spki the process's public key, DER, Base64url */
export function quickCheck(process: string, spki: string): (ballot: SecretBallot) => BallotFault | undefined {
  const key = createPublicKey({ key: Buffer.from(bytesOf(spki)), format: 'der', type: 'spki' });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return ({ pseudonym, prefix, certificate, vote, signature }) => {
    try {
      if (bytesOf(prefix).length !== 32 || bytesOf(pseudonym).length !== 32) return 'malformed';
      const prepared = concat(bytesOf(prefix), certified(process, pseudonym));
      if (!verify('sha384', prepared, { key, padding, saltLength }, bytesOf(certificate)))
        return 'certificate';
      const own = pseudonymKey(pseudonym);
      return verify(null, signedVote(process, vote), own, bytesOf(signature)) ? undefined : 'signature';
    } catch {
      return 'malformed';
    }
  };
}

const pseudonymKey = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
