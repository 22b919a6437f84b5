// What a voter's own machine does: makes a pseudonym nobody has seen, has it signed blindly, signs a ballot with it.
// RSABSSA-SHA384-PSS-Randomized (RFC 9474): whoever signs does not learn what, and can't tell later whose it was.
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { bytesOf, concat, textOf, utf8 } from './encoding.ts';

/** The same in every part; another process has another one, so that a certificate is good for one process only. */
export const suite = RSABSSA.SHA384.PSS.Randomized();
export const certificateAlgorithm = {
  name: 'RSA-PSS',
  hash: 'SHA-384',
} as const;
/** Bytes that the randomized variant puts before what is signed (RFC 9474, section 4.1). */
const prefixLength = 32;

/** What the certificate is about: one pseudonym in one process. */
export const certified = (process: string, pseudonym: string): Uint8Array<ArrayBuffer> =>
  utf8(`drehscheibe ballot\n${process}\n${pseudonym}`);

/** Stays with the voter until they have voted. Whoever has it can vote in their place. */
export interface Credential {
  process: string;
  /** Raw Ed25519 public key, Base64url. */
  pseudonym: string;
  /** PKCS #8, Base64url. */
  key: string;
  /** Random prefix that was signed along, Base64url. */
  prefix: string;
  /** The authority's signature of prefix and pseudonym, Base64url. */
  certificate: string;
}

/** Between asking and answer. `blinded` is all that the authority gets to see. */
export interface Request {
  blinded: string;
  secret: Omit<Credential, 'certificate'> & { inverse: string };
}

/** @param spki the process's public key, DER, Base64url. @throws where it is none */
export async function importCertificateKey(spki: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', bytesOf(spki), certificateAlgorithm, true, ['verify']);
}

/** A new pseudonym, and the question to sign it blindly. */
export async function askForCredential(process: string, spki: string): Promise<Request> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const pseudonym = textOf(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const key = textOf(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)));
  const prepared = suite.prepare(certified(process, pseudonym));
  const { blindedMsg, inv } = await suite.blind(await importCertificateKey(spki), prepared);
  return {
    blinded: textOf(blindedMsg),
    secret: {
      process,
      pseudonym,
      key,
      prefix: textOf(prepared.subarray(0, prefixLength)),
      inverse: textOf(inv),
    },
  };
}

/** Takes the blinding off. @throws Error where the answer is not a signature of what was asked */
export async function takeCredential({ secret }: Request, spki: string, answer: string): Promise<Credential> {
  const { inverse, ...mine } = secret;
  const prepared = concat(bytesOf(mine.prefix), certified(mine.process, mine.pseudonym));
  const key = await importCertificateKey(spki);
  const certificate = await suite.finalize(key, prepared, bytesOf(answer), bytesOf(inverse));
  return { ...mine, certificate: textOf(certificate) };
}

/** A ballot as it lies in the box and is published: nobody can alter it, and nobody can say whose it is. */
export interface SecretBallot {
  pseudonym: string;
  prefix: string;
  certificate: string;
  /** What was voted, as text; signed byte for byte. */
  vote: string;
  signature: string;
}

/** What a ballot's signature is about: this vote in this process. */
export const signedVote = (process: string, vote: string): Uint8Array<ArrayBuffer> =>
  utf8(`drehscheibe vote\n${process}\n${vote}`);

export async function castBallot(credential: Credential, vote: string): Promise<SecretBallot> {
  const { process, pseudonym, prefix, certificate } = credential;
  const key = await crypto.subtle.importKey('pkcs8', bytesOf(credential.key), 'Ed25519', false, ['sign']);
  const signature = await crypto.subtle.sign('Ed25519', key, signedVote(process, vote));
  return { pseudonym, prefix, certificate, vote, signature: textOf(new Uint8Array(signature)) };
}
