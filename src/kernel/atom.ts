// Atom feeds (RFC 4287): lists that people follow with their own reader, a page at a time (RFC 5005), answered only when changed.
import { createHash } from 'node:crypto';
import { xmlText } from '../ech/xml.ts';
import type { App } from './app.ts';
import type { Reply, Request } from './http/route.ts';
import { locales, type Language } from './i18n/texts.ts';

export interface FeedEntry {
  /** Never changes and is given once only, e.g. `/aktuell/<uuid>`; it becomes a `tag:` address (RFC 4151). */
  key: string;
  title: string;
  /** When anything in it was changed last; a corrected entry is shown anew by readers. */
  updated: Date;
  published?: Date;
  /** The page on this site, from `/`. */
  path: string;
  /** Plain text. */
  summary: string;
  /** The whole as HTML of our own making, with absolute addresses. */
  html?: string;
  /** Who says it, e.g. the unit; absent: the author of the feed. */
  author?: string;
  categories?: readonly { scheme: string; term: string; label: string }[];
}

export interface Feed {
  title: string;
  subtitle?: string;
  author: string;
  /** The list as a page, from `/`. */
  page: string;
  /** Of the newest entry of the whole list, also on later pages. */
  updated: Date;
  entries: readonly FeedEntry[];
  /** Keys of the pages before and after; `''` is the first page. */
  previous?: string | null;
  next?: string | null;
  /** The parameter in which the key stands. */
  keyName: string;
}

/** Readers ask often: for so long what they have may be taken for new, in seconds. */
const fresh = 60;

const part = (name: string, text: string, attributes: Record<string, string> = {}): string =>
  `<${name}${written(attributes)}>${xmlText(legible(text))}</${name}>`;
const empty = (name: string, attributes: Record<string, string>): string =>
  `<${name}${written(attributes)}/>`;
const written = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(legible(value))}"`)
    .join('');

/** Without characters that hide or reorder text; in names of attributes and of entries they would be seen nowhere else. */
const legible = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '');

/** Stays the same when the address of the site changes its scheme or port. The year is when this way of naming began. */
const tag = (app: App, key: string, language: Language): string =>
  `tag:${new URL(app.config.baseUrl).hostname},2026:${encodeURI(key.toWellFormed())}${key.includes('?') ? '&' : '?'}lang=${language}`;

/** The address of another page of the same feed: what was asked for stays, the key changes. */
function pageAddress({ app, path, query, language }: Request, keyName: string, key: string): string {
  const kept = Object.entries(query).filter(([name]) => name !== keyName && name !== 'lang');
  const asked = new URLSearchParams([...kept, ['lang', language], ...(key === '' ? [] : [[keyName, key]])]);
  return `${app.config.baseUrl}${path}?${asked.toString()}`;
}

/**
 * Answers with the feed, or with 304 for whoever has it already (RFC 9110, 13.1).
 * It is written in the language of the request, and says the address that gives it in this language to everybody.
 */
export function atomFeed(request: Request, feed: Feed): Reply {
  const body = writeFeed(request, feed);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    etag,
    'last-modified': feed.updated.toUTCString(),
    'cache-control': `public, max-age=${fresh}`,
    vary: 'accept-language, cookie',
  };
  const type = 'application/atom+xml; charset=utf-8';
  return isKnown(request, etag, feed.updated)
    ? { status: 304, type, body: '', headers }
    : { status: 200, type, body, headers };
}

function writeFeed(request: Request, feed: Feed): string {
  const { app, language } = request;
  const { baseUrl } = app.config;
  const at = (key: string) => pageAddress(request, feed.keyName, key);
  const self = at(request.query[feed.keyName] ?? '');
  const type = 'application/atom+xml';
  const list = new URL(at('')).search.replace(/[?&]lang=[a-z]+/, '').replace(/^&/, '?');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<feed xmlns="http://www.w3.org/2005/Atom"${written({ 'xml:lang': locales[language] })}>`,
    part('id', tag(app, `${request.path}${list}`, language)),
    part('title', feed.title),
    ...(feed.subtitle === undefined ? [] : [part('subtitle', feed.subtitle)]),
    part('updated', feed.updated.toISOString()),
    `<author>${part('name', feed.author)}${part('uri', baseUrl)}</author>`,
    part('generator', 'Drehscheibe', { uri: `${baseUrl}/quellcode`, version: app.release }),
    empty('link', { rel: 'self', type, href: self }),
    empty('link', { rel: 'alternate', type: 'text/html', href: `${baseUrl}${feed.page}` }),
    empty('link', { rel: 'first', type, href: at('') }),
    ...(['previous', 'next'] as const).flatMap((rel) => {
      const key = feed[rel];
      return key === undefined || key === null ? [] : [empty('link', { rel, type, href: at(key) })];
    }),
    ...feed.entries.map((entry) => writeEntry(app, entry, language)),
    '</feed>\n',
  ].join('');
}

function writeEntry(app: App, entry: FeedEntry, language: Language): string {
  return [
    '\n<entry>',
    part('id', tag(app, entry.key, language)),
    part('title', entry.title),
    part('updated', entry.updated.toISOString()),
    ...(entry.published ? [part('published', entry.published.toISOString())] : []),
    empty('link', { rel: 'alternate', type: 'text/html', href: `${app.config.baseUrl}${entry.path}` }),
    ...(entry.author === undefined ? [] : [`<author>${part('name', entry.author)}</author>`]),
    ...(entry.categories ?? []).map((each) => empty('category', each)),
    part('summary', entry.summary),
    ...(entry.html === undefined ? [] : [part('content', entry.html, { type: 'html' })]),
    '</entry>',
  ].join('');
}

/** A time counts only where no ETag is named (RFC 9110, 13.1.3); it knows whole seconds. */
function isKnown({ headers }: Request, etag: string, updated: Date): boolean {
  const named = headers['if-none-match'];
  if (typeof named === 'string')
    return named.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')));
  const since = headers['if-modified-since'];
  const time = typeof since === 'string' ? Date.parse(since) : Number.NaN;
  return !Number.isNaN(time) && Math.floor(updated.getTime() / 1000) * 1000 <= time;
}
