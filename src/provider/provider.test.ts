// The simulated payment service over its own protocol: keys, idempotency, refunds, calls that are repeated until they arrive.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signatureHeader, isSignedCall } from '../payments/webhook.ts';
import { serveProvider, type RunningProvider } from './serve-provider.ts';
import type { Way } from './tell-changes.ts';

let provider: RunningProvider;
let listener: Server;
let notify: string;
let heard: { signature: unknown; body: string }[];
let refuse = 0;
let later = 0;
let way: Way = () => 'sent';
/** Told instead of waited for. */
let arrived: () => void = () => {};

beforeEach(async () => {
  [heard, refuse, later, way] = [[], 0, 0, () => 'sent'];
  listener = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push({ signature: request.headers[signatureHeader], body });
      response.writeHead(refuse-- > 0 ? 503 : 204).end();
      arrived();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  notify = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/changes`;
  provider = await serveProvider({
    ...{ folder: undefined, host: '127.0.0.1', port: 0 },
    way: (call) => way(call),
    now: () => new Date(Date.now() + later),
  });
});
afterEach(async () => {
  await provider.close();
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
});

async function ask(path: string, body?: object, key?: string, bearer = provider.key) {
  const response = await fetch(`${provider.url}/v1/${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { authorization: `Bearer ${bearer}`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
  return { status: response.status, said: (await response.json()) as Record<string, unknown> };
}
const wanted = () => ({ reference: 'p1', method: 'twint', amount: 2500, currency: 'CHF', notify });
const calls = (count: number) =>
  new Promise<void>((resolve) => {
    arrived = () => heard.length >= count && resolve();
    arrived();
  });

describe('the simulated payment service', () => {
  it('lets nobody in without its key, and takes nothing that is no payment', async () => {
    expect((await ask('payments', wanted(), 'k1', 'other')).status).toBe(401);
    for (const wrong of [
      { amount: 0 },
      { amount: 1.5 },
      { currency: 'EUR' },
      { method: 'cash' },
      { reference: '' },
    ])
      expect([wrong, (await ask('payments', { ...wanted(), ...wrong }, 'k1')).status]).toEqual([wrong, 400]);
    expect((await ask('payments', wanted())).status).toBe(400);
    expect((await ask('payments/none')).status).toBe(404);
  });

  it('makes one payment for one key, however often it is asked', async () => {
    const [first, second] = await Promise.all([
      ask('payments', wanted(), 'k1'),
      ask('payments', wanted(), 'k1'),
    ]);
    expect(first).toEqual(second);
    expect(first.said).toMatchObject({ reference: 'p1', state: 'pending', amount: 2500 });
    expect((await ask('payments', { ...wanted(), amount: 5 }, 'k1')).status).toBe(409);
  });

  it('tells once more what was not heard, signed, with the same number', async () => {
    refuse = 1;
    const { said } = await ask('payments', wanted(), 'k1');
    expect((await ask(`payments/${String(said['id'])}/outcome`, { state: 'captured' })).said['state']).toBe(
      'captured',
    );
    // Paid is paid: nothing else can happen to it.
    expect((await ask(`payments/${String(said['id'])}/outcome`, { state: 'failed' })).status).toBe(409);
    await calls(2);
    expect(heard[0]?.body).toBe(heard[1]?.body);
    for (const { signature, body } of heard)
      expect(isSignedCall(provider.secret, signature, Buffer.from(body), new Date())).toBe(true);
  });

  it('ends a payment that nobody makes within the hour', async () => {
    const { said } = await ask('payments', wanted(), 'k1');
    later = 3_600_001;
    expect((await ask(`payments/${String(said['id'])}`)).said['state']).toBe('expired');
    expect((await ask(`payments/${String(said['id'])}/outcome`, { state: 'captured' })).status).toBe(409);
  });

  it('gives back what was paid, once for one key, and never more', async () => {
    const { said } = await ask('payments', wanted(), 'k1');
    const id = String(said['id']);
    const refund = (key: string, amount: number) =>
      ask(`payments/${id}/refunds`, { reference: key, amount, notify }, key);
    expect((await refund('r0', 100)).status).toBe(409);
    await ask(`payments/${id}/outcome`, { state: 'captured' });
    expect((await refund('r1', 2000)).said).toEqual((await refund('r1', 2000)).said);
    expect((await refund('r2', 501)).status).toBe(409);
    expect((await refund('r3', 500)).said).toMatchObject({ state: 'done' });
  });
});
