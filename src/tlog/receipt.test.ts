// Receipts: a real one is valid, and every change of any part of it is found and named.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from './bytes.ts';
import { cosign, signCheckpoint } from './checkpoint.ts';
import {
  actorInput,
  commitmentInput,
  leafData,
  readEntry,
  saltSize,
  type CommittedEntry,
} from './commitment.ts';
import { headOfLeaves, leafHash, sha256 } from './head.ts';
import { readNote, writeKey } from './note.ts';
import { receiptFormat, verifyReceipt, type Receipt } from './receipt.ts';
import { makePrivateKey, signerOf } from './signer.ts';
import { inclusionRanges } from './tree.ts';

const salt = Uint8Array.from({ length: saltSize }, (_, index) => index);
const entry: CommittedEntry = {
  id: '41',
  at: '2026-11-24T08:00:00.123000Z',
  kind: 'read',
  actorKind: 'staff',
  actor: toBase64(sha256(actorInput('5a1a8a0e-0000-4000-8000-000000000001', salt))),
  actorRole: 'clerk',
  actorUnit: 'veterinaeramt',
  subject: '5a1a8a0e-0000-4000-8000-000000000002',
  fields: ['name', 'answers'],
  purpose: 'case-handling|hund-anmelden',
  legalBasis: '§ 9 «HuG» \u2028 \u{1f436}',
  caseRef: null,
  hiddenUntil: null,
  hiddenBasis: null,
};

const log = await signerOf('canton.example/log', 'ed25519', makePrivateKey());
const witness = await signerOf('witness.example', 'cosignature', makePrivateKey());

function receiptOf(entries: CommittedEntry[], size = 7): Receipt {
  const hashes = Array.from({ length: size }, (_, index) => {
    const each = entries[index];
    return each
      ? leafHash(leafData(each.at, toBase64(sha256(commitmentInput(each, salt)))))
      : leafHash(utf8(`another ${index}`));
  });
  const checkpoint = signCheckpoint({ origin: log.key.name, size, head: headOfLeaves(hashes) }, log);
  const note = readNote(checkpoint);
  if (!note) throw new Error('no note');
  return {
    format: receiptFormat,
    log: writeKey(log.key),
    witness: writeKey(witness.key),
    checkpoint: checkpoint + cosign(note, witness, new Date('2026-11-24T08:01:00Z')),
    entries: entries.map((each, index) => ({
      entry: each,
      salt: toBase64(salt),
      leaf: toBase64(hashes[index] ?? new Uint8Array()),
      index,
      proof: inclusionRanges(index, size).map(({ from, to }) =>
        toBase64(headOfLeaves(hashes.slice(from, to))),
      ),
    })),
  };
}

const faultOf = async (receipt: unknown, known = {}) => {
  const verdict = await verifyReceipt(JSON.parse(JSON.stringify(receipt)), known);
  return verdict.valid ? 'valid' : verdict.fault;
};
const first = (receipt: Receipt) => {
  const [each] = receipt.entries;
  if (!each) throw new Error('no entry');
  return each;
};

describe('a receipt', () => {
  it('is valid, with and without a witness', async () => {
    const receipt = receiptOf([entry, { ...entry, id: '42' }]);
    expect(await verifyReceipt(JSON.parse(JSON.stringify(receipt)))).toEqual({
      valid: true,
      origin: 'canton.example/log',
      size: 7,
      witnessed: new Date('2026-11-24T08:01:00Z'),
      entries: [entry, { ...entry, id: '42' }],
    });
    expect(await verifyReceipt({ ...receipt, witness: null })).toMatchObject({
      valid: true,
      witnessed: undefined,
    });
    expect(await faultOf(receiptOf([entry], 1))).toBe('valid');
  });

  it('says which entry was changed, whatever of it', async () => {
    const changes: Partial<CommittedEntry>[] = [
      { id: '43' },
      { at: '2026-11-24T08:00:00.123001Z' },
      { kind: 'change' },
      { actorKind: 'self' },
      { actor: null },
      { actorRole: 'head' },
      { actorUnit: 'steuerverwaltung' },
      { subject: '5a1a8a0e-0000-4000-8000-000000000003' },
      { fields: ['name'] },
      { fields: ['name,answers'] },
      { purpose: 'case-handling' },
      { legalBasis: null },
      { caseRef: '' },
      { hiddenUntil: '2027-01-01T00:00:00.000000Z' },
      { hiddenBasis: 'x' },
    ];
    // Every column is among them.
    expect(new Set(changes.flatMap((change) => Object.keys(change)))).toEqual(new Set(Object.keys(entry)));
    for (const change of changes) {
      const receipt = receiptOf([entry, entry]);
      receipt.entries[1] = { ...first(receipt), entry: { ...entry, ...change } };
      expect(await verifyReceipt(receipt), JSON.stringify(change)).toEqual({
        valid: false,
        fault: 'entry-changed',
        entry: 2,
      });
    }
  });

  it('is of no use with another salt, place, path or leaf', async () => {
    const receipt = () => receiptOf([entry]);
    const change = (part: object) => {
      const changed = receipt();
      changed.entries = [{ ...first(changed), ...part }];
      return changed;
    };
    const other = toBase64(sha256(utf8('other')));
    const otherSalt = toBase64(salt.toReversed());
    const forged: CommittedEntry = { ...entry, kind: 'change' };
    expect(await faultOf(change({ salt: otherSalt }))).toBe('entry-changed');
    expect(await faultOf(change({ index: 1 }))).toBe('not-in-log');
    expect(await faultOf(change({ index: 7 }))).toBe('not-in-log');
    expect(await faultOf(change({ proof: [] }))).toBe('not-in-log');
    expect(await faultOf(change({ proof: first(receipt()).proof.toReversed() }))).toBe('not-in-log');
    // Whoever changes the entry and computes its leaf anew has no place in the tree.
    const leaf = leafHash(leafData(forged.at, toBase64(sha256(commitmentInput(forged, salt)))));
    expect(await faultOf(change({ entry: forged, leaf: toBase64(leaf) }))).toBe('not-in-log');
    for (const part of [
      { index: -1 },
      { index: '0' },
      { index: 0.5 },
      { salt: '' },
      { salt: 7 },
      { leaf: other.slice(4) },
      { proof: ['x'] },
      { proof: null },
      { entry: null },
      { entry: { ...entry, more: '' } },
      { entry: { ...entry, fields: 'name' } },
      { entry: { ...entry, kind: null } },
    ])
      expect(await faultOf(change(part)), JSON.stringify(part)).toBe('entry-form');
  });

  it('needs both signatures, by keys that are known', async () => {
    const receipt = receiptOf([entry]);
    const stranger = await signerOf('canton.example/log', 'ed25519', makePrivateKey());
    const elsewhere = await signerOf('elsewhere.example', 'ed25519', makePrivateKey());
    const [text = ''] = receipt.checkpoint.split('\n\n');
    const withoutLog = receipt.checkpoint.replace(/— canton.*\n/, '');
    const withoutWitness = receipt.checkpoint.replace(/— witness.*\n/, '');
    expect(await faultOf({ ...receipt, log: writeKey(stranger.key) })).toBe('log-signature');
    expect(await faultOf({ ...receipt, log: writeKey(elsewhere.key) })).toBe('checkpoint');
    expect(await faultOf({ ...receipt, log: 'x' })).toBe('log-key');
    expect(await faultOf({ ...receipt, checkpoint: text })).toBe('checkpoint');
    expect(await faultOf({ ...receipt, checkpoint: receipt.checkpoint.replace('\n7\n', '\n8\n') })).toBe(
      'log-signature',
    );
    expect(await faultOf({ ...receipt, checkpoint: withoutLog })).toBe('log-signature');
    expect(await faultOf({ ...receipt, checkpoint: withoutWitness })).toBe('witness-signature');
    expect(await faultOf({ ...receipt, witness: writeKey(log.key) })).toBe('witness-signature');
    expect(await faultOf({ ...receipt, witness: undefined })).toBe('witness-key');

    const known = { log: [receipt.log], witness: [writeKey(witness.key)] };
    expect(await faultOf(receipt, known)).toBe('valid');
    // A whole receipt of somebody's own making.
    expect(await faultOf(receipt, { ...known, log: [writeKey(stranger.key)] })).toBe('log-key');
    expect(await faultOf(receipt, { ...known, witness: [] })).toBe('witness-key');
  });

  it('of another kind is not read', async () => {
    for (const wrong of [null, 7, 'x', [], {}, { ...receiptOf([entry]), format: 'drehscheibe-receipt/2' }])
      expect(await faultOf(wrong)).toBe('unreadable');
    expect(await faultOf(receiptOf([]))).toBe('no-entries');
  });

  it('fails with any character of it changed', async () => {
    const text = JSON.stringify(receiptOf([entry]));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'0aZ{"\\n ,'), async (at, sign) => {
        fc.pre(text[at] !== sign);
        let changed: unknown;
        try {
          changed = JSON.parse(text.slice(0, at) + sign + text.slice(at + 1));
        } catch {
          return;
        }
        // A name of a signer whom nobody asked about is the only thing that may be changed unnoticed, and there is none here.
        expect((await verifyReceipt(changed)).valid).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

it('says that an entry stands in it twice', async () => {
  const receipt = receiptOf([entry, { ...entry, id: '42' }]);
  const twice = { ...receipt, entries: [...receipt.entries, first(receipt)] };
  expect(await verifyReceipt(twice)).toEqual({ valid: false, fault: 'entry-twice', entry: 3 });
});

describe('an entry', () => {
  it('is written in one way, whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(entry).toReversed());
    const read = readEntry(turned);
    expect(read && commitmentInput(read, salt)).toEqual(commitmentInput(entry, salt));
    const text = new TextDecoder().decode(commitmentInput(entry, salt).slice(-500));
    expect(text).toContain('{"actor":"');
    expect(text).toContain(
      '"at":"2026-11-24T08:00:00.123000Z","caseRef":null,"fields":["name","answers"],"hiddenBasis":null,"hiddenUntil":null,"id":"41"',
    );
  });

  it('is hidden by a salt of the right length only', () => {
    expect(() => commitmentInput(entry, salt.slice(1))).toThrow(RangeError);
    expect(sha256(commitmentInput(entry, salt))).not.toEqual(
      sha256(commitmentInput(entry, salt.toReversed())),
    );
  });
});
