// Gives the demonstration's identity provider its addresses in our server, and lets this program call it without leaving the machine.
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { CustomFetch } from 'openid-client';
import { perApp, type App } from '../../../kernel/app.ts';
import { demoProvider, providerPath } from './provider.ts';

const servers = perApp<FastifyInstance>('The server');

export async function mountProvider(app: App, server: FastifyInstance): Promise<void> {
  servers.set(app, server);
  const provider = demoProvider(app);
  if (!provider) return;
  const answer = provider.callback();
  const own = new URL(app.config.baseUrl);
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // The provider reads the body itself.
    scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));
    scope.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: `${providerPath}/*`,
      schema: { hide: true },
      handler: async ({ raw }, reply) => {
        reply.hijack();
        Object.assign(raw, { originalUrl: raw.url });
        raw.url = (raw.url ?? '').slice(providerPath.length);
        // What it says about its own addresses must not depend on what a request claims.
        raw.headers.host = own.host;
        raw.headers['x-forwarded-host'] = own.host;
        raw.headers['x-forwarded-proto'] = own.protocol.slice(0, -1);
        await answer(raw, reply.raw);
      },
    });
    done();
  });
}

/** Fetches from our own server by its real address: BASE_URL may be a name that only the outside can resolve. */
export function fetchOwn(app: App): CustomFetch {
  return (address, options) =>
    fetch(realAddress(app, address), {
      ...options,
      body: (options.body as BodyInit | null | undefined) ?? null,
    });
}

/** An address below BASE_URL at the place where our server really listens; others stay as they are. */
export function realAddress(app: App, address: string): string {
  const { origin } = new URL(app.config.baseUrl);
  return address.startsWith(`${origin}/`) ? ownAddress(app) + address.slice(origin.length) : address;
}

/** Where our own server really listens, without a trailing slash. */
export function ownAddress(app: App): string {
  const bound = servers.of(app).server.address() as AddressInfo | string | null;
  if (bound === null || typeof bound === 'string') throw new Error('The server does not listen yet');
  if (bound.address === '0.0.0.0' || bound.address === '::') return `http://127.0.0.1:${bound.port}`;
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
}
