// Documents of registries: from known hosts only, in time, not too large, without detours, kept as long as allowed and no longer.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../kernel/app.ts';
import type { Eid } from './connection.ts';
import { registryTimeout } from './eid-rules.ts';
import { fetchDocument, openDocuments } from './fetch-document.ts';

let server: Server;
let origin: string;
let calls: string[];
let time: number;
const app = {
  clock: { now: () => new Date(time) },
  log: pino({ level: 'silent' }),
} as unknown as App;
const eid = {
  canton: { registries: ['registry.example'] },
  timeout: registryTimeout,
  locate: ({ pathname }: URL) => `${origin}${pathname}`,
} as unknown as Eid;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    calls.push(`${path} ${request.headers.accept}`);
    if (path === '/never') return;
    if (path === '/moved') response.writeHead(302, { location: '/right' });
    if (path === '/broken') response.statusCode = 500;
    response.end(path === '/large' ? 'x'.repeat(600 * 1024) : 'text');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls = [];
  time = Date.now();
  openDocuments(app);
});

const fetchIt = (address: string, seconds = 60) =>
  fetchDocument(app, eid, address, 'text/plain', (text) => Promise.resolve({ value: `${text}!`, seconds }));

describe('a document', () => {
  it('is read as it comes, with the type that was asked for', async () => {
    expect(await fetchIt('https://registry.example/right')).toBe('text!');
    expect(calls).toEqual(['/right text/plain']);
  });

  it.each([
    ['of another host', 'https://other.example/right'],
    ['of a host that only looks like it', 'https://registry.example.evil.example/right'],
    ['of another port', 'https://registry.example:8443/right'],
    ['with a name before the host', 'https://registry.example@evil.example/right'],
    ['without TLS', 'http://registry.example/right'],
    ['of this machine', 'file:///etc/passwd'],
    ['at no address', 'nonsense'],
  ])('%s is not even asked for', async (_what, address) => {
    await expect(fetchIt(address)).rejects.toThrow('EID_REGISTRY_UNREACHABLE');
    expect(calls).toEqual([]);
  });

  it.each(['moved', 'broken', 'large'])('that is %s does not count', async (path) => {
    await expect(fetchIt(`https://registry.example/${path}`)).rejects.toThrow('EID_REGISTRY_UNREACHABLE');
    expect(calls).toHaveLength(1);
  });

  it('that does not come is given up', async () => {
    await expect(fetchIt('https://registry.example/never')).rejects.toThrow('EID_REGISTRY_UNREACHABLE');
  }, 20_000);
});

describe('a copy', () => {
  it('is kept as long as it may be, but never longer than a quarter of an hour', async () => {
    const at = 'https://registry.example/right';
    await fetchIt(at, 60);
    time += 59_000;
    await fetchIt(at, 60);
    expect(calls).toHaveLength(1);
    time += 2000;
    await fetchIt(at, 86_400);
    expect(calls).toHaveLength(2);
    time += 14 * 60_000;
    await fetchIt(at);
    expect(calls).toHaveLength(2);
    time += 2 * 60_000;
    await fetchIt(at, 0);
    await fetchIt(at, 0);
    expect(calls).toHaveLength(4);
  });

  it('of what did not hold is not kept', async () => {
    const refuse = () =>
      fetchDocument(app, eid, 'https://registry.example/right', 'text/plain', () =>
        Promise.reject(new Error('It does not hold')),
      );
    await expect(refuse()).rejects.toThrow('does not hold');
    await expect(refuse()).rejects.toThrow('does not hold');
    expect(calls).toHaveLength(2);
  });
});
