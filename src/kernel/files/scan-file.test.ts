// A scanner that hangs up in the middle of a file: whether it is away or refuses only this file, so that others need not wait.
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { scanPieces } from './scan-file.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** Hangs up at every file without a word. @param greeting what it answers to PING; absent: nothing */
async function rudeScanner(greeting?: string): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (asked) => {
      if (greeting !== undefined && asked.toString().startsWith('zPING')) socket.end(greeting);
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function* pieces() {
  for (let each = 0; each < 100; each++) yield Buffer.alloc(65_536);
}

test('that is there has answered: it refuses this file', async () => {
  await expect(scanPieces(await rudeScanner('PONG\0'), pieces())).rejects.toMatchObject({ answered: true });
});

test.each([undefined, 'ERROR\0'])('that says %j when it is asked is away', async (greeting) => {
  await expect(scanPieces(await rudeScanner(greeting), pieces())).rejects.toMatchObject({ answered: false });
});
