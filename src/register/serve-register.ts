// The simulated registers as a web server that speaks X-Road REST r1, with its own store; stands in for registers and security servers.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { lockFolder } from '../kernel/process/folder-lock.mjs';
import { openServer } from '../kernel/process/open-server.ts';
import { isClientId, readAddress, requestHash } from '../xroad/message.ts';
import { createAnswers } from './answer.ts';
import { readCantonData } from './canton-data.ts';
import { mostInvented } from './invent.ts';
import { openStore, type Store } from './store.ts';

export interface RegisterOptions {
  /** Holds the store; made when absent. Undefined: in memory only. */
  folder: string | undefined;
  /** The canton's folder. */
  canton: string;
  /** How many residents to invent beside the canton's. */
  persons: number;
  /** Day of new entries, `YYYY-MM-DD`. */
  today: string;
  host: string;
  /** 0: any free one. */
  port: number;
}

export interface RunningRegister {
  url: string;
  store: Store;
  close(): Promise<void>;
}

/** A question is far smaller. */
const largestBody = 64_000;

/** @throws Error with a plain reason when the folder or the canton's data can't be used */
export async function serveRegister(options: RegisterOptions): Promise<RunningRegister> {
  const { folder } = options;
  if (!Number.isInteger(options.persons) || options.persons < 0 || options.persons > mostInvented)
    throw new Error(`${options.persons} residents can't be invented, at most ${mostInvented}`);
  const data = await readCantonData(options.canton);
  let release = () => {};
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(join(folder, 'lock'), 'register', { patience: 5_000 });
    release = () => lock.release();
  }
  try {
    const path = folder === undefined ? ':memory:' : join(folder, 'register.sqlite');
    const store = openStore(path, data, options.persons, options.today);
    const answers = createAnswers(data, store, options.today);
    const server = createServer((request, response) => {
      void reply(request, response, answers).catch((error: Error) => {
        const said = { type: 'Server.ServerProxy.InternalError', message: error.message };
        if (!response.headersSent) write(response, 500, said, { 'X-Road-Error': said.type });
        else response.destroy();
      });
    });
    const { url, close } = await openServer(server, options);
    return {
      url,
      store,
      async close() {
        await close();
        store.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  answers: ReturnType<typeof createAnswers>,
): Promise<void> {
  const target = request.url ?? '/';
  const address = readAddress(target);
  const client = request.headers['x-road-client'];
  if (!address || typeof client !== 'string' || !isClientId(client)) {
    const type = 'Client.BadRequest';
    const message = 'POST /r1/{service} with the header X-Road-Client (X-Road Message Protocol for REST)';
    return write(response, 400, { type, message }, { 'X-Road-Error': type });
  }
  const body = await bodyOf(request);
  if (body === undefined) {
    const type = 'Client.BadRequest';
    return write(response, 413, { type, message: 'The question is too long' }, { 'X-Road-Error': type });
  }
  const given = request.headers['x-road-id'];
  const messageId = typeof given === 'string' ? given : randomUUID();
  const user = request.headers['x-road-userid'];
  const {
    status,
    body: said,
    keepHours,
  } = answers({
    ...address,
    body: request.method === 'POST' ? parsed(body, request.headers['content-type']) : undefined,
    client,
    user: typeof user === 'string' ? user : '',
    messageId,
    at: new Date().toISOString(),
  });
  const headers: [string, string][] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2)
    headers.push([request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? '']);
  write(response, status, said, {
    'X-Road-Client': client,
    'X-Road-Service': address.service,
    'X-Road-Id': messageId,
    'X-Road-Request-Id': randomUUID(),
    'X-Road-Request-Hash': requestHash(request.method ?? '', target, headers, body),
    'Cache-Control': keepHours === undefined ? 'no-store' : `private, max-age=${keepHours * 3600}`,
  });
}

function write(
  response: ServerResponse,
  status: number,
  body: Record<string, unknown> | string,
  headers: Record<string, string>,
): void {
  const type = typeof body === 'string' ? 'application/xml' : 'application/json';
  response
    .writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, ...headers })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
}

function parsed(body: Buffer, type: string | undefined): unknown {
  if (type?.startsWith('application/xml')) return body.toString('utf8');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
