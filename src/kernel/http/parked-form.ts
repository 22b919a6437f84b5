// Parked forms: what someone typed before noticing that the session had ended is kept for half an hour and shown again.
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { isUuid } from '../uuid.ts';
import { answeredScope } from '../db/guard-personal.ts';
import { seeOther } from './reply.ts';
import type { Cookie, Reply } from './route.ts';

const parkedCookie = 'parked';
/** Field of a parked form that says that files came with it: they are not kept and must be chosen again. */
export const filesNotKept = '_filesNotKept';
const halfAnHour = 30 * 60;

/** Forms of up to a megabyte that are kept from one network address, for half an hour each. */
export const parkedPerMinute = 20;

/** Whether a post comes from our own pages: the CSRF token is gone with the session, so the Origin header has to do. */
export function isOwnForm(app: App, request: FastifyRequest): boolean {
  const { origin } = request.headers;
  return origin === app.config.baseUrl || origin === `${request.protocol}://${request.host}`;
}

/** Keeps the posted fields and sends the person to sign in, or a visitor back to the page. */
export async function parkForm(
  app: App,
  request: FastifyRequest,
  goOn: 'signed-in' | 'here',
): Promise<Reply> {
  const path = request.url.split('?')[0] ?? '/';
  const cookie = await parkFields(app, path, (request.body as Record<string, unknown> | undefined) ?? {});
  return seeOther(goOn === 'here' ? path : `/anmelden?weiter=${encodeURIComponent(path)}`, [cookie]);
}

/**
 * Keeps what was typed for a page that must ask for something else first, e.g. a surer sign-in.
 * @param path at which it is shown again, once
 * @param typed fields of the form; files and the token are not kept
 * @param holder account whose form it was; nobody who acts for another one is shown it
 * @returns the cookie that finds it
 */
export async function parkFields(
  app: App,
  path: string,
  typed: Record<string, unknown>,
  holder?: string,
): Promise<Cookie> {
  const body = Object.fromEntries(
    Object.entries(typed).filter(([name]) => name !== '_csrf' && name !== 'files'),
  );
  const files = typed['files'];
  if (Array.isArray(files) && files.length > 0) body[filesNotKept] = '1';
  const id = randomUUID();
  const expires = new Date(app.clock.now().getTime() + halfAnHour * 1000);
  // Own data: only the browser that typed it holds the id.
  await answeredScope(async () => {
    await app.db
      .insertInto('kernel.parked_form')
      .values({ id, path, body: JSON.stringify(body), expires_at: expires, holder: holder ?? null })
      .execute();
    await app.db.deleteFrom('kernel.parked_form').where('expires_at', '<', app.clock.now()).execute();
  });
  return { name: parkedCookie, value: id, maxAge: halfAnHour };
}

/** The parked fields for this address, once; the cookie goes with the reply. */
export async function takeParkedForm(
  app: App,
  request: FastifyRequest,
  cookies: Cookie[],
  holder: string | undefined,
): Promise<Record<string, unknown> | undefined> {
  const id = request.cookies[parkedCookie];
  if (!isUuid(id)) return undefined;
  const row = await answeredScope(() =>
    app.db
      .deleteFrom('kernel.parked_form')
      .where('id', '=', id)
      .where('path', '=', request.url.split('?')[0] ?? '/')
      .where('expires_at', '>', app.clock.now())
      .where((eb) =>
        holder === undefined
          ? eb('holder', 'is', null)
          : eb.or([eb('holder', 'is', null), eb('holder', '=', holder)]),
      )
      .returning('body')
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  cookies.push({ name: parkedCookie, value: '', maxAge: 0 });
  return row.body as Record<string, unknown>;
}
