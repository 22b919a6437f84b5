// Replies: the few shapes in which a route answers.
import type { Cookie, Reply } from './route.ts';

/** 200 (or another status) with JSON. */
export function json(data: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(data), headers };
}

/** 303: after a form, so that reloading does not post again. */
export function seeOther(location: string, cookies: Cookie[] = []): Reply {
  // A header holds ASCII only; addresses that people typed or that hold names are percent-encoded (RFC 3986).
  const ascii = location.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  return { status: 303, type: 'text/plain; charset=utf-8', body: '', headers: { location: ascii }, cookies };
}

/** RFC 6266: an ASCII name for old clients, the real one encoded. */
export function disposition(name: string, inline: boolean): string {
  const ascii = name.replace(/[^\w.-]+/g, '_');
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** Bytes of a file. `inline` shows it in the browser; the name is for saving. */
export function bytes(body: Buffer, type: string, name: string, inline = true): Reply {
  return {
    status: 200,
    type,
    body,
    headers: {
      'content-disposition': disposition(name, inline),
      'cache-control': 'private, no-store',
    },
  };
}

/** Only paths on this site are safe to send someone to (no open redirect). */
export function safePath(path: unknown, fallback = '/'): string {
  if (typeof path !== 'string' || path.length > 2000 || !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(path))
    return fallback;
  return path;
}
