// The ballot box and everyone who checks it: which ballots count, and whether the published list is what it should be.
import {
  certified,
  certificateAlgorithm,
  importCertificateKey,
  signedVote,
  type SecretBallot,
} from './credential.ts';
import { bytesOf, concat, textOf, utf8 } from './encoding.ts';

/** RFC 9474: the salt is as long as the hash. */
const saltLength = 48;

export type BallotFault = 'malformed' | 'certificate' | 'signature' | 'used';

/** Checks ballots of one process. Whether a pseudonym has voted before, whoever keeps the ballots knows. */
export class BallotBox {
  readonly #process: string;
  readonly #key: Promise<CryptoKey>;

  constructor(process: string, spki: string) {
    this.#process = process;
    this.#key = importCertificateKey(spki);
  }

  /** @returns undefined where the ballot is genuine */
  async faultOf(ballot: SecretBallot): Promise<BallotFault | undefined> {
    try {
      const { pseudonym, prefix, certificate, vote, signature } = ballot;
      if (bytesOf(prefix).length !== 32 || bytesOf(pseudonym).length !== 32) return 'malformed';
      const prepared = concat(bytesOf(prefix), certified(this.#process, pseudonym));
      const algorithm = { name: certificateAlgorithm.name, saltLength };
      if (!(await crypto.subtle.verify(algorithm, await this.#key, bytesOf(certificate), prepared)))
        return 'certificate';
      const own = await crypto.subtle.importKey('raw', bytesOf(pseudonym), 'Ed25519', false, ['verify']);
      const message = signedVote(this.#process, vote);
      return (await crypto.subtle.verify('Ed25519', own, bytesOf(signature), message))
        ? undefined
        : 'signature';
    } catch {
      return 'malformed';
    }
  }
}

export interface ListVerdict {
  /** Places in the list, with what is wrong there. */
  faults: readonly { place: number; fault: BallotFault }[];
  /** More ballots than certificates: somebody has signed pseudonyms for nobody. */
  tooMany: boolean;
}

/**
 * What anyone can check of the published list: each ballot has a certificate and is as its voter signed it, no pseudonym
 * votes twice, and there are no more ballots than persons who were given a certificate.
 */
export async function checkList(
  process: string,
  spki: string,
  ballots: readonly SecretBallot[],
  issued: number,
): Promise<ListVerdict> {
  const box = new BallotBox(process, spki);
  const used = new Set<string>();
  const faults: { place: number; fault: BallotFault }[] = [];
  for (const [place, ballot] of ballots.entries()) {
    const fault = used.has(ballot.pseudonym) ? 'used' : await box.faultOf(ballot);
    used.add(ballot.pseudonym);
    if (fault) faults.push({ place, fault });
  }
  return { faults, tooMany: ballots.length > issued };
}

/** The number a voter keeps, and finds in the published list beside what they voted. It says nothing about who they are. */
export async function receiptOf(process: string, { pseudonym, vote }: SecretBallot): Promise<string> {
  const hash = await crypto.subtle.digest(
    'SHA-256',
    utf8(`drehscheibe receipt\n${process}\n${pseudonym}\n${vote}`),
  );
  return textOf(new Uint8Array(hash).subarray(0, 15));
}

/** An order that says nothing about when ballots came in: by their pseudonyms, which are random. */
export const publishedOrder = (ballots: readonly SecretBallot[]): SecretBallot[] =>
  ballots.toSorted((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
