// The witness as a web server: takes checkpoints, and tells anyone what it has confirmed.
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { lockFolder } from '../kernel/process/folder-lock.mjs';
import { openServer } from '../kernel/process/open-server.ts';
import { readKey, writeKey } from '../tlog/note.ts';
import { makePrivateKey, signerOf, type Signer } from '../tlog/signer.ts';
import { openMemory, readIfThere, writeDurably, type Memory } from './state-file.ts';
import { createWitness } from './witness.ts';

export interface WitnessOptions {
  /** Holds its key and what it remembers; made when absent. */
  folder: string;
  /** Its name for ever, taken at the first start. */
  name: string;
  /** Keys of the logs that may ask. */
  logs: readonly string[];
  host: string;
  /** 0: any free one. */
  port: number;
  /** Milliseconds to wait for a witness that is just ending. */
  patience?: number;
}

export interface RunningWitness {
  url: string;
  /** Public key, `name+id+key`. */
  key: string;
  close(): Promise<void>;
}

/** A checkpoint with its proof is far smaller. */
const largestBody = 64_000;

/** @throws Error with a plain reason when the folder or a key can't be used, or another witness uses the folder */
export async function serveWitness(options: WitnessOptions): Promise<RunningWitness> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(join(folder, 'lock'), 'witness', { patience: options.patience ?? 5_000 });
  try {
    const signer = await openSigner(join(folder, 'key.json'), options.name);
    const memory = await openMemory(join(folder, 'logs.json'));
    const logs = await Promise.all(
      options.logs.map(async (text) => {
        const key = await readKey(text);
        if (key === undefined) throw new Error(`${text} is no key of a log (name+id+key)`);
        return key;
      }),
    );
    const judge = createWitness({ signer, logs, memory, now: () => new Date() });
    const server = createServer((request, response) => {
      const answer = async (): Promise<{ status: number; type: string; body: string }> => {
        if (request.method === 'POST' && request.url === '/add-checkpoint') {
          const body = await bodyOf(request);
          return body === undefined
            ? { status: 413, type: 'text/plain', body: 'Too long\n' }
            : await judge(body);
        }
        if (request.method === 'GET' && request.url === '/')
          return { status: 200, type: 'text/plain; charset=utf-8', body: told(signer, memory) };
        return { status: 404, type: 'text/plain', body: 'POST /add-checkpoint, or GET /\n' };
      };
      void answer()
        // The disk is full, say: nothing was signed.
        .catch((error: Error) => ({ status: 500, type: 'text/plain', body: `${error.message}\n` }))
        .then(({ status, type, body }) =>
          response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
        );
    });
    const { url, close } = await openServer(server, options);
    return {
      url,
      key: writeKey(signer.key),
      async close() {
        await close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The key is made at the first start, with the name of that time. */
async function openSigner(path: string, name: string): Promise<Signer> {
  const text = await readIfThere(path);
  if (text === undefined)
    await writeDurably(path, `${JSON.stringify({ name, privateKey: makePrivateKey() })}\n`);
  const kept = JSON.parse(text ?? (await readIfThere(path)) ?? '') as { name: string; privateKey: string };
  return signerOf(kept.name, 'cosignature', kept.privateKey);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** For people and auditors: who this is, and the newest checkpoint of each log with the cosignature. */
function told(signer: Signer, memory: Memory): string {
  return [
    'Witness of transparency logs (C2SP tlog-witness)',
    writeKey(signer.key),
    ...memory.all().map(({ key, checkpoint }) => `\n${key}\n\n${checkpoint.trimEnd()}`),
    '',
  ].join('\n');
}
