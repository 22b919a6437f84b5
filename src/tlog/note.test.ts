// Signed notes, checkpoints and cosignatures: as other implementations write them, and refused when anything is off.
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { cosign, cosignatureBy, readTreeHead, signCheckpoint } from './checkpoint.ts';
import { emptyHead, leafHash } from './head.ts';
import { isSignedBy, readKey, readNote, signatureTypes, writeKey, writeNote } from './note.ts';
import { isPrivateKey, makePrivateKey, signerOf } from './signer.ts';

/** The example in the documentation of Go's golang.org/x/mod/sumdb/note. */
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const signed = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const whole = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('nothing was read');
  return value;
};

describe('signed notes', () => {
  it('of another implementation are read and verified', async () => {
    const key = whole(await readKey(peter));
    expect(key).toMatchObject({ name: 'PeterNeumann', type: signatureTypes.ed25519 });
    expect(writeKey(key)).toBe(peter);
    const note = whole(readNote(signed));
    expect(note.text).toBe(signed.slice(0, signed.indexOf('\n\n') + 1));
    expect(await isSignedBy(key, note)).toBe(true);
    expect(await isSignedBy(key, { ...note, text: `${note.text} ` })).toBe(false);
  });

  it('may have signatures of unknown keys, but no wrong one of the known key', async () => {
    const key = whole(await readKey(peter));
    const [line = ''] = signed.split('\n').slice(-2);
    const other = '— Somebody x08go/ZJkuBS9UG/';
    const wrong = line.replace('x08go/Z', 'x08go/Y');
    expect(await isSignedBy(key, whole(readNote(`${signed}${other}\n`)))).toBe(true);
    expect(await isSignedBy(key, whole(readNote(signed.replace(line, other))))).toBe(false);
    expect(await isSignedBy(key, whole(readNote(`${signed}${wrong}\n`)))).toBe(false);
    const short = signed.replace(line, '— PeterNeumann x08go/ZJkuBS');
    expect(await isSignedBy(key, whole(readNote(short)))).toBe(false);
  });

  it('of another form are no notes', () => {
    const [text = '', line = ''] = signed.split('\n\n');
    for (const wrong of [
      undefined,
      '',
      text,
      `${text}\n\n`,
      `${text}\n${line}`,
      signed.trimEnd(),
      signed.replace('— ', '- '),
      signed.replace('JkuBS', 'Jku\tBS'),
      signed.replace('then', 'th\ren'),
      `${signed}more\n`,
      `\n\n${line}`,
      'x'.repeat(70_000) + signed,
      signed + line.repeat(40),
    ])
      expect(readNote(wrong), String(wrong).slice(-200)).toBeUndefined();
  });

  it('have keys whose number is their own', async () => {
    for (const wrong of [
      peter.replace('c74f20a3', 'c74f20a4'),
      peter.replace('Peter', 'peter'),
      peter.replace('+ARpc', '+AxpC'),
      peter.slice(0, -4),
      'PeterNeumann',
      '',
      7,
    ])
      expect(await readKey(wrong), String(wrong)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  const tree = { origin: 'canton.example/log', size: 1, head: leafHash(utf8('one')) };

  it('are signed by the log and cosigned by the witness', async () => {
    const log = await signerOf(tree.origin, 'ed25519', makePrivateKey());
    const witness = await signerOf('witness.example', 'cosignature', makePrivateKey());
    const checkpoint = signCheckpoint(tree, log);
    const note = whole(readNote(checkpoint));
    expect(readTreeHead(note.text)).toEqual({ ...tree, head: Uint8Array.from(tree.head) });
    expect(await isSignedBy(log.key, note)).toBe(true);
    expect(await cosignatureBy(witness.key, note)).toBeUndefined();

    const at = new Date('2026-11-24T08:00:00.900Z');
    const line = cosign(note, witness, at);
    const both = whole(readNote(checkpoint + line));
    expect(await isSignedBy(log.key, both)).toBe(true);
    expect(await cosignatureBy(witness.key, both)).toEqual({ line, at: new Date('2026-11-24T08:00:00Z') });
    // The witness's word is for this tree, and no signature of the one kind is one of the other.
    const larger = writeNote(note.text.replace('\n1\n', '\n2\n'), [line]);
    expect(await cosignatureBy(witness.key, whole(readNote(larger)))).toBe('wrong');
    const asLog = { ...witness.key, type: signatureTypes.ed25519 };
    expect(await isSignedBy(asLog, both)).toBe(false);
  });

  it('have three lines, the second a number', () => {
    const text = (size: string, rest = '') =>
      `a/b\n${size}\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n${rest}`;
    expect(readTreeHead(text('0'))).toEqual({ origin: 'a/b', size: 0, head: Uint8Array.from(emptyHead) });
    expect(readTreeHead(text('7', 'more\n'))?.size).toBe(7);
    for (const wrong of [
      text(''),
      text('01'),
      text('-1'),
      text('1e3'),
      text('9'.repeat(17)),
      text('1', 'x'),
      text('1', '\n'),
    ])
      expect(readTreeHead(wrong), wrong).toBeUndefined();
    expect(readTreeHead(text('1').replace('47DE', '47D'))).toBeUndefined();
    expect(readTreeHead(`\n${text('1').slice(4)}`)).toBeUndefined();
  });
});

describe('private keys', () => {
  it('are Ed25519 in PKCS #8', async () => {
    // RFC 8410, section 10.3.
    const example = 'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC';
    expect(isPrivateKey(example)).toBe(true);
    const { key } = await signerOf('x', 'ed25519', example);
    expect(Buffer.from(key.publicKey).toString('hex')).toBe(
      '19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1',
    );
    for (const wrong of ['', 'x', example.slice(4)]) expect(isPrivateKey(wrong)).toBe(false);
    await expect(signerOf('x', 'ed25519', '')).rejects.toThrow('no Ed25519 key');
  });
});
