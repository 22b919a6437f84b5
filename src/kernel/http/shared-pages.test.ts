// Shared pages are kept where there are few addresses; whoever writes endlessly many costs no more than their own page.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, it } from 'vitest';
import type { App } from '../app.ts';
import { createSharedPages } from './shared-pages.ts';

const app = {
  release: '1',
  clock: { today: () => '2026-11-24' },
  live: { stamp: () => '' },
  modules: [],
} as unknown as App;
const request = (url: string) =>
  ({
    url,
    cookies: { lang: 'de' },
    headers: { 'accept-encoding': 'br' },
    query: Object.fromEntries(new URL(url, 'http://x').searchParams),
  }) as unknown as FastifyRequest;

function raw() {
  const sent: { body?: Buffer } = {};
  const reply = {
    ...{ header: () => reply, type: () => reply, code: () => reply },
    send: (body: Buffer) => {
      sent.body = body;
      return reply;
    },
  } as unknown as FastifyReply;
  return { reply, sent };
}

function visit(pages: ReturnType<typeof createSharedPages>, url: string): { kept: boolean; size: number } {
  const { reply, sent } = raw();
  const body = Array.from({ length: 3000 }, (_, at) => `<p>Absatz ${at % 97}</p>`).join('');
  pages.keep(request(url), { status: 200, type: 'text/html', body }, reply, () => reply);
  return { kept: pages.find(request(url)) !== undefined, size: sent.body?.length ?? 0 };
}

it('an address without anything behind it, and in a language', () => {
  const pages = createSharedPages(app);
  expect(visit(pages, '/leistungen').kept).toBe(true);
  expect(visit(pages, '/leistungen?lang=de').kept).toBe(true);
  expect(visit(pages, '/leistungen').size).toBeLessThan(2000);
});

it.each([
  '/leistungen?x=1',
  '/leistungen?',
  '/l%65istungen',
  '/leistungen?lang=de&x',
  '/leistungen?x=?lang=de',
])('%s is not kept, and compressed all the same', (url) => {
  const { kept, size } = visit(createSharedPages(app), url);
  expect(kept).toBe(false);
  expect(size).toBeLessThan(20_000);
});
