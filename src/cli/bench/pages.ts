// Pages: the public page of a service and the owner's page of a case, each against a server that sends the same bytes.
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { CookieJar } from '../../../tests/support/cookie-jar.ts';
import { signIn } from '../../modules/identity/testing/sign-in.ts';
import { startFixedServer } from './children.ts';
import { byTurns, type Figure } from './figures.ts';
import type { FixedAnswer } from './fixed-server.ts';
import { requestsPerSecond } from './load.ts';

const against = 'fastify sending the same bytes and headers as a fixed string';

/** What node adds to each answer by itself. */
const ofTheConnection = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

/** One answer, neither decoded nor followed. */
export async function exactAnswer(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: Record<string, string>; body: Buffer; received: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      // Counted on the connection, which is new: with the lines of the head.
      const { socket } = response;
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: Buffer.concat(chunks),
          received: socket.bytesRead,
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function pageFigure(
  task: string,
  url: string,
  headers: Record<string, string>,
  folder: string,
): Promise<Figure> {
  // Twice: the first answer of a public page is the one that is rendered.
  await exactAnswer(url, headers);
  const answer = await exactAnswer(url, headers);
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  const fixed: FixedAnswer = {
    headers: Object.fromEntries(
      Object.entries(answer.headers).filter(([name]) => !ofTheConnection.has(name)),
    ),
    body: answer.body.toString('base64'),
  };
  const file = join(folder, `${task}.json`);
  await writeFile(file, JSON.stringify(fixed));
  const server = await startFixedServer(file);
  try {
    const result = await byTurns(
      5,
      () => requestsPerSecond(url, headers, 2),
      () => requestsPerSecond(server.origin, headers, 2),
    );
    const subject = `${new URL(url).pathname}, ${answer.body.length} bytes`;
    return { task, ...result, unit: 'requests/s', against, better: 'higher', subject };
  } finally {
    await server.stop();
  }
}

/** As a visitor who is not signed in. */
export function publicPage(origin: string, folder: string): Promise<Figure> {
  const headers = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'de-CH' };
  return pageFigure('public-page', `${origin}/leistungen/hund-anmelden`, headers, folder);
}

/** As the signed-in owner of a case that has been decided. */
export async function casePage(origin: string, ref: string, folder: string): Promise<Figure> {
  const jar = new CookieJar(origin);
  await signIn(jar, 'resident-anna');
  const headers = { 'accept-encoding': 'gzip, deflate, br', cookie: `session=${jar.get('session') ?? ''}` };
  return pageFigure('case-page', `${origin}/faelle/${ref}`, headers, folder);
}
