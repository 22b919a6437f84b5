// A simulated payment service for card and TWINT as a web server with its own store; stands in for the service that a canton contracts.
import { timingSafeEqual } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { lockFolder } from '../kernel/process/folder-lock.mjs';
import { openServer } from '../kernel/process/open-server.ts';
import { isPaymentState } from '../payments/payment-state.ts';
import { paymentMethods, type WantedPayment, type WantedRefund } from '../payments/provider-messages.ts';
import { openProviderStore, type ProviderStore } from './store.ts';
import { tellChanges, type Way } from './tell-changes.ts';

export interface ProviderOptions {
  /** Holds the store; made when absent. Undefined: in memory only. */
  folder: string | undefined;
  host: string;
  /** 0: any free one. */
  port: number;
  now?: () => Date;
  way?: Way;
}

export interface RunningProvider {
  url: string;
  key: string;
  secret: string;
  store: ProviderStore;
  close(): Promise<void>;
}

/** A wish is far smaller. */
const largestBody = 10_000;

export async function serveProvider(options: ProviderOptions): Promise<RunningProvider> {
  const { folder, host, port, now = () => new Date(), way } = options;
  let release = () => {};
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(join(folder, 'lock'), 'provider', { patience: 5_000 });
    release = () => lock.release();
  }
  try {
    const path = folder === undefined ? ':memory:' : join(folder, 'provider.sqlite');
    const store = openProviderStore(path, now);
    const server = createServer((request, response) => {
      void answer(request, response, store).catch(() => {
        if (response.headersSent) response.destroy();
        else write(response, 500, {});
      });
    });
    const { url, close } = await openServer(server, { host, port });
    const stopTelling = tellChanges(store, now, way);
    return {
      ...store.keys,
      url,
      store,
      async close() {
        await stopTelling();
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

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  store: ProviderStore,
): Promise<void> {
  if (!isAllowed(request.headers.authorization, store.keys.key)) return write(response, 401, {});
  const path = (request.url ?? '').split('/').slice(1);
  const [version, kind, id, verb] = path;
  if (version !== 'v1') return write(response, 404, {});
  if (request.method === 'GET' && verb === undefined) {
    const found =
      kind === 'payments'
        ? store.payment(id ?? '')
        : kind === 'refunds'
          ? store.refundById(id ?? '')
          : undefined;
    return write(response, found ? 200 : 404, found ?? {});
  }
  if (request.method !== 'POST' || kind !== 'payments') return write(response, 404, {});
  const body = await bodyOf(request);
  if (!body) return write(response, 400, {});
  const key = request.headers['idempotency-key'];
  if (id === undefined) {
    if (typeof key !== 'string' || !isWantedPayment(body)) return write(response, 400, {});
    const made = store.create(key, body);
    return write(response, made ? 201 : 409, made ?? {});
  }
  if (verb === 'refunds') {
    if (typeof key !== 'string' || !isWantedRefund(body)) return write(response, 400, {});
    const made = store.refund(key, id, body);
    return write(response, made ? 201 : 409, made ?? {});
  }
  // Only a simulation has this: what the person does on the service's own page.
  if (verb === 'outcome' && isPaymentState(body['state'])) {
    const settled = store.settle(id, body['state']);
    return write(response, settled ? 200 : 409, settled ?? {});
  }
  return write(response, 404, {});
}

function isAllowed(header: string | undefined, key: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${key}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const isAmount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 500;

const isWantedPayment = (body: Record<string, unknown>): body is Record<string, unknown> & WantedPayment =>
  isText(body['reference']) &&
  isText(body['notify']) &&
  body['currency'] === 'CHF' &&
  isAmount(body['amount']) &&
  paymentMethods.some((each) => each === body['method']);

const isWantedRefund = (body: Record<string, unknown>): body is Record<string, unknown> & WantedRefund =>
  isText(body['reference']) && isText(body['notify']) && isAmount(body['amount']);

function write(response: ServerResponse, status: number, said: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request as AsyncIterable<string>) {
    text += chunk;
    if (text.length > largestBody) return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
