// The log for programs, and receipts: of one's own entries only, valid by themselves, from when they can be had.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { transact } from '../../../kernel/transaction.ts';
import { readTreeHead } from '../../../tlog/checkpoint.ts';
import { headOfLeaves, leafHash } from '../../../tlog/head.ts';
import { isSignedBy, readKey, readNote } from '../../../tlog/note.ts';
import { verifyReceipt, type Receipt } from '../../../tlog/receipt.ts';
import { extendsTree, includes } from '../../../tlog/verify-proof.ts';
import { demoActor } from '../../identity/index.ts';
import { appendEntries } from '../actions/append-entries.ts';
import { asKeeper } from '../actions/keep-log.ts';
import { currentLog } from '../log/current-log.ts';

let program: TestProgram;
let folder: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  program = await testProgram({ WITNESS_URL: 'none' });
  folder = await mkdtemp(join(tmpdir(), 'receipts-'));
  for (const who of ['resident-anna', 'resident-bruno', 'clerk-fiona'])
    tokens.set(who, await program.token(who));
  await use(600);
  await program.settle();
  await appendEntries(program.app);
}, 240_000);
afterAll(async () => {
  await program.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Fiona looks at Anna's data. */
async function use(count: number, purpose = 'case-handling|hund-anmelden'): Promise<void> {
  const anna = await demoActor(program.app, 'resident-anna');
  const fiona = await demoActor(program.app, 'clerk-fiona');
  await transact(program.app, fiona, async (tx) => {
    for (let each = 0; each < count; each++)
      await tx.recordAccess({
        kind: 'read',
        subject: anna.kind === 'person' ? anna.id : '',
        fields: ['name'],
        purpose,
      });
  });
}

async function idsOf(identity: string): Promise<string[]> {
  const actor = await demoActor(program.app, identity);
  const rows = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select('id')
    .where('subject_id', '=', 'id' in actor ? actor.id : '')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id }) => String(id));
}

const ask = (path: string, identity?: string) =>
  fetch(`${program.origin}${path}`, {
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      ...(identity ? { authorization: `Bearer ${tokens.get(identity)}` } : {}),
    },
  });

async function receiptOf(ids: string[], identity = 'resident-anna'): Promise<Receipt> {
  const response = await ask(`/konto/zugriffe/beleg?eintrag=${ids.join('.')}`, identity);
  expect(response.status).toBe(200);
  return (await response.json()) as Receipt;
}

const bytes = (text = '') => Uint8Array.from(Buffer.from(text, 'base64'));
async function checkpoint() {
  const response = await ask('/log/checkpoint');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const note = readNote(await response.text());
  const key = await readKey(currentLog.of(program.app).key);
  expect(note && key && (await isSignedBy(key, note))).toBe(true);
  const head = note && readTreeHead(note.text);
  if (!head) throw new Error('no checkpoint');
  return head;
}

describe('a receipt', () => {
  it('is valid by itself, for one entry and for many', async () => {
    const ids = await idsOf('resident-anna');
    const response = await ask(`/konto/zugriffe/beleg?eintrag=${ids[0]}`, 'resident-anna');
    expect(response.headers.get('content-disposition')).toContain(
      `attachment; filename="beleg-zugriff-${ids[0]}.json"`,
    );
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const one = (await response.json()) as Receipt;
    expect(await verifyReceipt(one)).toMatchObject({ valid: true, witnessed: undefined });
    const many = await receiptOf(ids.slice(0, 30));
    expect(await verifyReceipt(many)).toMatchObject({ valid: true });
    expect(many.entries.map(({ entry }) => entry.id)).toEqual(ids.slice(0, 30));
  });

  it('shows role and unit of whoever looked, and not their account', async () => {
    const ids = (await idsOf('resident-anna')).slice(0, 30);
    const fiona = await demoActor(program.app, 'clerk-fiona');
    const first = (await receiptOf(ids)).entries.find(({ entry }) => entry.actorRole === 'clerk');
    expect(first?.entry).toMatchObject({ actorKind: 'staff', actorRole: 'clerk', kind: 'read' });
    expect(JSON.stringify(first)).not.toContain('id' in fiona ? fiona.id : 'nobody');
    expect(first?.entry.actor).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('is had by the person concerned only', async () => {
    const [id = ''] = await idsOf('resident-anna');
    const path = `/konto/zugriffe/beleg?eintrag=${id}`;
    expect((await ask(path, 'resident-bruno')).status).toBe(404);
    // Not even by the one who looked.
    expect((await ask(path, 'clerk-fiona')).status).toBe(404);
    const visitor = await ask(path);
    expect(visitor.status === 401 || visitor.headers.get('location')?.startsWith('/anmelden')).toBe(true);
    // Among one's own, somebody else's is left out.
    await ask('/api/v1/me/export', 'resident-bruno');
    const [own = ''] = await idsOf('resident-bruno');
    await appendEntries(program.app);
    const mixed = await receiptOf([own, id], 'resident-bruno');
    expect(mixed.entries.map(({ entry }) => entry.id)).toEqual([own]);
  });

  it('can’t be had before the next checkpoint; the list says from when', async () => {
    // Nobody keeps the log meanwhile.
    await asKeeper(program.app, async () => {
      // Another purpose, a row of its own.
      await use(1, 'letter|hund-anmelden');
      const [id = ''] = await idsOf('resident-anna');
      const response = await ask(`/konto/zugriffe/beleg?eintrag=${id}`, 'resident-anna');
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ code: 'RECEIPT_NOT_YET' });
      const html = await (await ask('/konto/zugriffe?lang=de', 'resident-anna')).text();
      expect(html).toMatch(/>Beleg ab \d\d\.\d\d\sUhr</);
      expect(html).toContain('Belege aller gezeigten Zugriffe herunterladen');
      await appendEntries(program.app);
      expect(await verifyReceipt(await receiptOf([id]))).toMatchObject({ valid: true });
    });
  });

  it('of something that is no entry is refused', async () => {
    for (const [query, status] of [
      ['', 400],
      ['?eintrag=', 400],
      ['?eintrag=x', 400],
      ['?eintrag=1.', 400],
      [`?eintrag=${Array.from({ length: 101 }, () => '1').join('.')}`, 400],
      ['?eintrag=999999999', 404],
    ] as const)
      expect((await ask(`/konto/zugriffe/beleg${query}`, 'resident-anna')).status, query).toBe(status);
  });

  it('is checked by the command, which says why it is not valid', async () => {
    const receipt = await receiptOf((await idsOf('resident-anna')).slice(0, 2));
    const run = async (content: unknown, ...more: string[]) => {
      const file = join(folder, 'beleg.json');
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
      const command = join(projectFolder, 'dist', 'cli', 'verify-log.js');
      // Without environment: no database, no settings.
      const { status, stdout, stderr } = spawnSync(process.execPath, [command, file, ...more], {
        encoding: 'utf8',
        env: {},
      });
      return { status, words: stdout + stderr };
    };
    const good = await run(receipt);
    expect(good.words).toMatch(/^Valid: the 2 entries stand in the log .*\n.*by staff clerk/);
    expect(good).toMatchObject({ status: 0 });
    expect((await run(receipt, '--log-key', receipt.log)).words).toContain('as you gave it');
    const [first, ...rest] = receipt.entries;
    const forged = {
      ...receipt,
      entries: [...rest, { ...first, entry: { ...first?.entry, kind: 'change' } }],
    };
    expect(await run(forged)).toEqual({
      status: 1,
      words:
        'Not valid. The entry was changed: what it says does not fit its hash. (entry number 2 of the receipt)\n',
    });
    expect(await run(receipt, '--log-key', 'another')).toMatchObject({ status: 1 });
    // No witness confirmed this one, and somebody insists.
    expect(await run(receipt, '--witness-key', 'witness+00000000+B')).toEqual({
      status: 1,
      words: 'Not valid. The confirmation of the witness is missing or wrong.\n',
    });
    expect(await run('{')).toMatchObject({ status: 1 });
    expect((await run(receipt, '--nothing')).words).toContain('npm run verify-log -- RECEIPT');
  });
});

describe('the log for programs', () => {
  it('has proofs that fit its checkpoint', async () => {
    const { size, head } = await checkpoint();
    for (const index of [0, 1, 255, 256, size - 1]) {
      const proof = (await (await ask(`/log/proof?index=${index}`)).json()) as Record<
        string,
        string & string[]
      >;
      expect(proof).toMatchObject({ index, size });
      const hashes = [...(proof['proof'] ?? [])].map(bytes);
      expect(await includes(bytes(proof['leaf']), index, size, hashes, head)).toBe(true);
    }
    await use(3);
    await appendEntries(program.app);
    const newer = await checkpoint();
    expect(newer.size).toBeGreaterThan(size);
    const { proof } = (await (await ask(`/log/proof?from=${size}&to=${newer.size}`)).json()) as {
      proof: string[];
    };
    expect(await extendsTree({ size, head }, newer, proof.map(bytes))).toBe(true);
    // An older tree is still proved.
    const old = (await (await ask(`/log/proof?index=7&size=${size}`)).json()) as {
      leaf: string;
      proof: string[];
    };
    expect(await includes(bytes(old.leaf), 7, size, old.proof.map(bytes), head)).toBe(true);
  });

  it('answers only what can be proved', async () => {
    const { size } = await checkpoint();
    for (const [query, status] of [
      ['', 400],
      ['?index=1&from=1', 400],
      ['?size=5', 400],
      ['?index=-1', 422],
      ['?index=01', 422],
      ['?index=1e3', 422],
      [`?index=${size + 100}`, 404],
      [`?index=1&size=${size + 100}`, 404],
      ['?index=5&size=5', 404],
      ['?from=0', 404],
      ['?from=6&to=5', 404],
    ] as const)
      expect((await ask(`/log/proof${query}`)).status, query).toBe(status);
  });

  it('has tiles from which anyone can compute the head', async () => {
    const { size, head } = await checkpoint();
    const leaves: Uint8Array[] = [];
    const fromEntries: Uint8Array[] = [];
    for (let number = 0; number * 256 < size; number++) {
      const width = Math.min(256, size - number * 256);
      const name = `${String(number).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
      const tile = await ask(`/log/tile/0/${name}`);
      expect(tile.status).toBe(200);
      expect(tile.headers.get('content-type')).toBe('application/octet-stream');
      expect(tile.headers.get('cache-control')).toContain('immutable');
      const hashes = new Uint8Array(await tile.arrayBuffer());
      expect(hashes.length).toBe(width * 32);
      for (let at = 0; at < hashes.length; at += 32) leaves.push(hashes.slice(at, at + 32));
      // The entries themselves: salted hashes with their day, and nothing else.
      const bundle = Buffer.from(await (await ask(`/log/tile/entries/${name}`)).arrayBuffer());
      for (let at = 0; at < bundle.length;) {
        const length = bundle.readUInt16BE(at);
        const data = bundle.subarray(at + 2, at + 2 + length);
        expect(data.toString()).toMatch(/^drehscheibe\.access-leaf\.v1 \d{4}-\d\d-\d\d [A-Za-z0-9+/]{43}=$/);
        fromEntries.push(leafHash(data));
        at += 2 + length;
      }
    }
    expect(Buffer.from(headOfLeaves(leaves))).toEqual(Buffer.from(head));
    expect(Buffer.from(headOfLeaves(fromEntries))).toEqual(Buffer.from(head));
    const upper = new Uint8Array(
      await (await ask(`/log/tile/1/000.p/${Math.floor(size / 256)}`)).arrayBuffer(),
    );
    expect(Buffer.from(upper.slice(0, 32))).toEqual(Buffer.from(headOfLeaves(leaves.slice(0, 256))));
    // A tile that has grown still answers to its earlier width.
    expect((await (await ask('/log/tile/0/000.p/7')).arrayBuffer()).byteLength).toBe(7 * 32);
  });

  it('has no other tiles', async () => {
    for (const path of [
      '0/999',
      '0/0',
      '0/000.p/0',
      '0/000.p/256',
      '00/000',
      '64/000',
      'x/000',
      '1/001',
      'entries/999',
      '0/',
      '0/x001/000',
    ])
      expect((await ask(`/log/tile/${path}`)).status, path).toBe(404);
  });
});
