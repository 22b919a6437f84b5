// From Fastify's request to ours: who is calling, in which language, with which token.
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { anonymous, type Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { asLanguage, negotiateLanguage, type Language } from '../i18n/texts.ts';
import { csrfToken } from './csrf.ts';
import { takeParkedForm } from './parked-form.ts';
import type { Cookie, Request, UploadedFile } from './route.ts';

export interface Identified {
  actor: Actor;
  language: Language;
  sessionId: string | undefined;
  /** What CSRF tokens are tied to: the session, or the visitor's cookie; absent until a form is shown. */
  csrfBound: string | undefined;
  /** Cookies that go with the reply (visitor, language). */
  cookies: Cookie[];
  parked: Record<string, unknown> | undefined;
}

const languageCookie = 'lang';
const visitorCookie = 'visitor';

/** The language asked for: `?lang=`, then the cookie, then the browser's, then German. */
export function languageOf(request: FastifyRequest): Language {
  const query = request.query as Record<string, unknown>;
  return (
    asLanguage(query['lang']) ??
    asLanguage(request.cookies[languageCookie]) ??
    negotiateLanguage(request.headers['accept-language'])
  );
}

async function identify(app: App, request: FastifyRequest): Promise<Identified> {
  let found;
  for (const module of request.route?.ownToken ? [] : app.modules) {
    found = await module.authenticate?.(app, request.headers);
    if (found) break;
  }
  // A browser sends cookies with requests that other sites start; programs that change something send a token.
  if (found?.sessionId && request.route?.kind === 'api' && request.method !== 'GET') found = undefined;
  const cookies: Cookie[] = [];
  const asked = asLanguage((request.query as Record<string, unknown>)['lang']);
  if (asked && request.cookies[languageCookie] !== asked) {
    cookies.push({ name: languageCookie, value: asked, maxAge: 365 * 86_400 });
  }
  const visitor = request.cookies[visitorCookie];
  const mayHaveParked = found !== undefined || request.route?.visitors !== undefined;
  const actor = found?.actor ?? anonymous;
  const lapsed = actor.kind === 'person' && actor.acting?.lapsed === true;
  const holder = actor.kind === 'person' || actor.kind === 'staff' ? actor.id : undefined;
  const parked =
    request.method === 'GET' && mayHaveParked && !lapsed
      ? await takeParkedForm(app, request, cookies, holder)
      : undefined;
  return {
    actor,
    language: languageOf(request),
    sessionId: found?.sessionId,
    csrfBound:
      found?.sessionId ?? (visitor !== undefined && /^[0-9a-f-]{36}$/.test(visitor) ? visitor : undefined),
    cookies,
    parked,
  };
}

function build(app: App, raw: FastifyRequest): Request {
  const identified = raw.identified;
  if (!identified) throw new Error('A route was reached without authentication');
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw.query as Record<string, unknown>)) {
    query[name] = String(Array.isArray(value) ? value[0] : value);
  }
  const body = raw.body as { files?: UploadedFile[] } | undefined;
  const files = raw.isMultipart() ? (body?.files ?? []) : [];
  return {
    app,
    actor: identified.actor,
    language: identified.language,
    method: raw.method,
    url: raw.url,
    path: raw.url.split('?')[0] ?? '/',
    params: raw.params as Record<string, string>,
    query,
    body: raw.body,
    files,
    headers: raw.headers,
    cookies: raw.cookies,
    sessionId: identified.sessionId,
    // Asked for only where a form is shown: other pages set no cookie for visitors.
    get csrf() {
      if (identified.csrfBound === undefined) {
        identified.csrfBound = randomUUID();
        identified.cookies.push({ name: visitorCookie, value: identified.csrfBound });
      }
      const { actor } = identified;
      const holder = actor.kind === 'person' && actor.acting ? actor.id : undefined;
      return csrfToken(app.secret, identified.csrfBound, holder);
    },
    parked: identified.parked,
    ip: raw.ip,
  };
}

export const toRequest = { identify, build };
