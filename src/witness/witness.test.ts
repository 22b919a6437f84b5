// The witness over HTTP: confirms what goes on, refuses what was rewound or forked, and remembers across starts.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../tlog/bytes.ts';
import { cosignatureBy, signCheckpoint } from '../tlog/checkpoint.ts';
import { headOfLeaves, leafHash } from '../tlog/head.ts';
import { readKey, readNote, writeKey } from '../tlog/note.ts';
import { makePrivateKey, signerOf, type Signer } from '../tlog/signer.ts';
import { consistencyRanges } from '../tlog/tree.ts';
import { serveWitness, type RunningWitness } from './serve-witness.ts';

const origin = 'canton.example/log';
const log = await signerOf(origin, 'ed25519', makePrivateKey());
const leaves = (word: string) => Array.from({ length: 40 }, (_, index) => leafHash(utf8(`${word} ${index}`)));
const own = leaves('own');
/** The same beginning, then other leaves. */
const fork = [...own.slice(0, 10), ...leaves('other').slice(10)];

let folder: string;
let witness: RunningWitness | undefined;

const start = async (logs = [writeKey(log.key)], name = 'witness.example') =>
  (witness = await serveWitness({ folder, name, logs, host: '127.0.0.1', port: 0 }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'));
  await start();
});
afterEach(async () => {
  await witness?.close();
  await rm(folder, { recursive: true, force: true });
});

async function post(body: string) {
  const response = await fetch(`${witness?.url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

const checkpointOf = (hashes: Uint8Array[], size: number, signer: Signer = log, name = origin) =>
  signCheckpoint({ origin: name, size, head: headOfLeaves(hashes.slice(0, size)) }, signer);

function submission(
  hashes: Uint8Array[],
  old: number,
  size: number,
  checkpoint = checkpointOf(hashes, size),
) {
  const proof = old === 0 || old > size ? [] : consistencyRanges(old, size);
  const lines = proof.map(({ from, to }) => toBase64(headOfLeaves(hashes.slice(from, to))));
  return [`old ${old}`, ...lines, '', checkpoint].join('\n');
}
const submit = (hashes: Uint8Array[], old: number, size: number) => post(submission(hashes, old, size));

describe('a witness', () => {
  it('cosigns a log as it grows', async () => {
    const key = await readKey(witness?.key);
    if (!key) throw new Error('no key');
    expect(key.name).toBe('witness.example');
    for (const [old, size] of [
      [0, 7],
      [7, 7],
      [7, 8],
      [8, 33],
    ] as const) {
      const { status, body } = await submit(own, old, size);
      expect(status).toBe(200);
      const note = readNote(checkpointOf(own, size) + body);
      const cosignature = note && (await cosignatureBy(key, note));
      expect(cosignature).toMatchObject({ line: body });
    }
    const page = await (await fetch(`${witness?.url}/`)).text();
    expect(page).toContain(witness?.key);
    expect(page).toContain(`${origin}\n33\n`);
  });

  it('says which size it knows, also to a log that was rewound', async () => {
    await submit(own, 0, 20);
    for (const [old, size] of [
      [0, 20],
      [0, 30],
      [12, 12],
      [10, 15],
    ] as const)
      expect(await submit(own, old, size)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '20\n' });
    expect((await submit(own, 20, 21)).status).toBe(200);
  });

  it('refuses a fork, whether it is as long or longer', async () => {
    await submit(own, 0, 20);
    expect((await submit(fork, 20, 20)).status).toBe(409);
    expect((await submit(fork, 20, 30)).status).toBe(422);
    // A proof of somebody's own making does not help.
    const lines = submission(own, 20, 30).split('\n\n')[0] ?? '';
    expect((await post(`${lines}\n\n${checkpointOf(fork, 30)}`)).status).toBe(422);
    expect((await post(`old 20\n\n${checkpointOf(own, 30)}`)).status).toBe(422);
    expect((await submit(own, 20, 30)).status).toBe(200);
  });

  it('knows only its logs, by their keys', async () => {
    const stranger = await signerOf(origin, 'ed25519', makePrivateKey());
    const other = await signerOf('other.example/log', 'ed25519', makePrivateKey());
    const elsewhere = checkpointOf(own, 5, other, 'other.example/log');
    expect((await post(submission(own, 0, 5, elsewhere))).status).toBe(404);
    expect((await post(submission(own, 0, 5, checkpointOf(own, 5, stranger)))).status).toBe(403);
    // Signed by a known log, but in the name of another.
    expect((await post(submission(own, 0, 5, checkpointOf(own, 5, log, 'other.example/log')))).status).toBe(
      404,
    );
    expect((await submit(own, 0, 5)).status).toBe(200);
    // A new key under the old name is another log.
    await witness?.close();
    await start([writeKey(stranger.key)]);
    expect((await post(submission(own, 5, 6, checkpointOf(own, 6, stranger)))).status).toBe(403);
  });

  it('does not read anything else', async () => {
    const good = submission(own, 0, 5);
    for (const wrong of [
      '',
      'old 0',
      good.replace('old 0', 'old 00'),
      good.replace('old 0', 'old -1'),
      good.replace('old 0', 'old 9'.padEnd(30, '9')),
      good.replace('\n\n', '\nabc\n\n'),
      good.replace('\n\n', `\n${'47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'.repeat(64)}\n`),
      good.replace('\n5\n', '\n05\n'),
      submission(own, 9, 5),
    ])
      expect((await post(wrong)).status, wrong.slice(0, 60)).toBe(400);
    expect((await post('x'.repeat(70_000))).status).toBe(413);
    expect((await fetch(`${witness?.url}/nothing`)).status).toBe(404);
    // A first checkpoint has nothing to prove.
    const proved = good.replace('\n\n', '\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n');
    expect((await post(proved)).status).toBe(422);
  });

  it('of many at once confirms one after the other', async () => {
    await submit(own, 0, 5);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, more) => submit(own, 5, 6 + more)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it('keeps its key, its name and its memory, and does not start without them', async () => {
    const { key } = witness ?? {};
    await submit(own, 0, 20);
    await witness?.close();
    await start([writeKey(log.key)], 'another.name');
    expect(witness?.key).toBe(key);
    expect((await submit(own, 12, 12)).body).toBe('20\n');
    await expect(
      serveWitness({ folder, name: 'x', logs: [], host: '127.0.0.1', port: 0, patience: 0 }),
    ).rejects.toThrow('held by');
    await witness?.close();
    const file = join(folder, 'logs.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 50));
    await expect(start()).rejects.toThrow('is damaged');
    await rm(file);
    await start();
  }, 30_000);
});
