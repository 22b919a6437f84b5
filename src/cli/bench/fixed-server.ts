// The limit of every page: fastify with nothing but one answer that is always the same bytes. Runs as a process of its own.
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';

/** An answer as it was recorded from the program. */
export interface FixedAnswer {
  headers: Record<string, string>;
  /** Base64. */
  body: string;
}

/** What the server tells its parent. */
export type FixedMessage = { port: number } | { memory: number };

/**
 * Serves at every address, tells the parent its port and, on each message, its resident memory in bytes.
 * @param file JSON of a `FixedAnswer`; absent: an empty answer
 */
export async function serveFixed(file: string | undefined): Promise<void> {
  const answer =
    file === undefined
      ? { headers: {}, body: '' }
      : (JSON.parse(await readFile(file, 'utf8')) as FixedAnswer);
  const body = Buffer.from(answer.body, 'base64');
  const server = Fastify();
  server.get('/*', (_request, reply) => reply.headers(answer.headers).send(body));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const tell = (message: FixedMessage) => process.send?.(message);
  process.on('message', () => tell({ memory: process.memoryUsage().rss }));
  process.on('disconnect', () => process.exit(0));
  tell({ port: (server.server.address() as AddressInfo).port });
}
