// Secret ballots from the question to the published list: genuine ones count once, everything else does not, and who holds
// all that is ever stored can't say whose is whose.
import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeAuthorityKey, signBlindly, type AuthorityKey } from './authority.ts';
import { BallotBox, checkList, publishedOrder, receiptOf } from './box.ts';
import {
  askForCredential,
  castBallot,
  suite,
  takeCredential,
  type Credential,
  type SecretBallot,
} from './credential.ts';
import { bytesOf, textOf } from './encoding.ts';
import { quickCheck } from './quick-check.ts';

const process = 'quartierbudget';
const voters = 6;
let key: AuthorityKey;
let other: AuthorityKey;
/** All that the authority gets to see and says, one for each person. */
const issued: { person: string; blinded: string; answer: string }[] = [];
const credentials: Credential[] = [];
let ballots: SecretBallot[];

beforeAll(async () => {
  [key, other] = await Promise.all([makeAuthorityKey(), makeAuthorityKey()]);
  for (let index = 0; index < voters; index++) {
    const request = await askForCredential(process, key.public);
    const answer = signBlindly(key, request.blinded);
    issued.push({ person: `person ${index}`, blinded: request.blinded, answer });
    credentials.push(await takeCredential(request, key.public, answer));
  }
  ballots = await Promise.all(
    credentials.map((each, index) => castBallot(each, `{"projects":["p${index % 2}"]}`)),
  );
});

/** Where the other modulus is the smaller one, not every blinded message fits it: then another one is asked for. */
async function signedByOther() {
  for (;;) {
    const request = await askForCredential(process, key.public);
    try {
      return { request, answer: signBlindly(other, request.blinded) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** Both ways of checking say the same. */
async function faultOf(ballot: SecretBallot, where = process, by = key) {
  const fault = await new BallotBox(where, by.public).faultOf(ballot);
  expect(quickCheck(where, by.public)(ballot)).toBe(fault);
  return fault;
}
const first = () => ballots[0] ?? expect.fail();
const credential = () => credentials[0] ?? expect.fail();

describe('a ballot', () => {
  it('counts where its pseudonym was signed blindly and it was signed by the pseudonym', async () => {
    expect(await Promise.all(ballots.map((each) => faultOf(each)))).toEqual(ballots.map(() => undefined));
  });

  it('does not count in another process, nor with the key of another one', async () => {
    expect(await faultOf(first(), 'another')).toBe('certificate');
    expect(await faultOf(first(), process, other)).toBe('certificate');
  });

  it('can be altered by nobody, whoever keeps the box', async () => {
    expect(await faultOf({ ...first(), vote: '{"projects":["p1"]}' })).toBe('signature');
    const swapped = ballots[1] ?? expect.fail();
    expect(await faultOf({ ...first(), vote: swapped.vote, signature: swapped.signature })).toBe('signature');
  });

  it('can be forged by nobody without the key: not with a new pseudonym, not with a certificate of another', async () => {
    const request = await askForCredential(process, other.public);
    const forged = await takeCredential(request, other.public, signBlindly(other, request.blinded));
    expect(await faultOf(await castBallot(forged, '{}'))).toBe('certificate');
    const borrowed = { ...forged, certificate: credential().certificate, prefix: credential().prefix };
    expect(await faultOf(await castBallot(borrowed, '{}'))).toBe('certificate');
  });

  it('never ends the program, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('pseudonym', 'prefix', 'certificate', 'signature', 'vote'),
        fc.oneof(fc.string(), fc.uint8Array().map(textOf)),
        async (part, value) => {
          fc.pre(value !== first()[part as keyof SecretBallot]);
          expect(await faultOf({ ...first(), [part]: value })).toBeDefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the authority', () => {
  it('signs as the library does, and only what is a blinded message of its key', async () => {
    const request = await askForCredential(process, key.public);
    const privateKey = await crypto.subtle.importKey(
      'pkcs8',
      Buffer.from(key.private.replaceAll(/-----.*-----|\s/g, ''), 'base64'),
      { name: 'RSA-PSS', hash: 'SHA-384' },
      true,
      ['sign'],
    );
    expect(signBlindly(key, request.blinded)).toBe(
      textOf(await suite.blindSign(privateKey, bytesOf(request.blinded))),
    );
    for (const bad of ['', 'AAAA', textOf(new Uint8Array(256)), textOf(new Uint8Array(256).fill(255)), '%%'])
      expect(() => signBlindly(key, bad)).toThrow(RangeError);
  });

  it('is found out by the voter where it answers with anything but the signature', async () => {
    const { request, answer } = await signedByOther();
    await expect(takeCredential(request, key.public, answer)).rejects.toThrow(/invalid signature/);
    await expect(takeCredential(request, key.public, issued[0]?.answer ?? '')).rejects.toThrow(
      /invalid signature/,
    );
  });
});

describe('the published list', () => {
  const check = (list: readonly SecretBallot[], count = voters) =>
    checkList(process, key.public, list, count);

  it('is right where nothing was done to it', async () => {
    expect(await check(publishedOrder(ballots))).toEqual({ faults: [], tooMany: false });
  });

  it('shows ballots that were used twice, altered, forged or stuffed', async () => {
    const twice = await castBallot(credential(), '{"projects":["p9"]}');
    expect((await check([...ballots, twice])).faults).toEqual([{ place: voters, fault: 'used' }]);
    expect((await check([first(), { ...ballots[1], vote: '{}' } as SecretBallot])).faults).toEqual([
      { place: 1, fault: 'signature' },
    ]);
    expect((await check(ballots, voters - 1)).tooMany).toBe(true);
  });

  it('holds each voter’s receipt, which says what was voted and by no one else', async () => {
    const receipts = await Promise.all(ballots.map((each) => receiptOf(process, each)));
    expect(new Set(receipts).size).toBe(voters);
    expect(await receiptOf(process, { ...first(), vote: '{}' })).not.toBe(receipts[0]);
  });
});

describe('who holds the whole database, and the key', () => {
  /** b ** e mod n */
  function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
    let [result, square] = [1n, base % modulus];
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * square) % modulus;
      square = (square * square) % modulus;
    }
    return result;
  }
  const number = (text: string) => BigInt(`0x${Buffer.from(bytesOf(text)).toString('hex')}`);

  it('finds for each person and each ballot a blinding that fits: every ballot can be everyone’s', () => {
    const { n = '', e = '' } = createPublicKey({
      key: Buffer.from(bytesOf(key.public)),
      format: 'der',
      type: 'spki',
    }).export({ format: 'jwk' });
    const [modulus, exponent] = [number(n), number(e)];
    const inverse = (value: bigint) => {
      let [r, next, x, y] = [value % modulus, modulus, 1n, 0n];
      while (next) [r, next, x, y] = [next, r % next, y, x - (r / next) * y];
      return ((x % modulus) + modulus) % modulus;
    };
    for (const { blinded, answer } of issued)
      for (const { certificate } of ballots) {
        // The only r with answer = certificate * r; it would also have made this question out of this ballot.
        const blinding = (number(answer) * inverse(number(certificate))) % modulus;
        const message = power(number(certificate), exponent, modulus);
        expect((message * power(blinding, exponent, modulus)) % modulus).toBe(number(blinded));
        expect(blinding).not.toBe(0n);
      }
  });

  it('finds nothing that stands on both sides', () => {
    const asked = issued.flatMap(({ blinded, answer }) => [blinded, answer]);
    const cast = ballots.flatMap((each) => Object.values(each));
    expect(asked.filter((each) => cast.includes(each))).toEqual([]);
  });
});
