// Pages that are the same for every visitor: rendered once per language and day (and anew when a live value or the warning on top changes), kept as compressed bytes with an ETag.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { asLanguage } from '../i18n/texts.ts';
import { barOf } from './page-bar.ts';
import { languageOf } from './to-request.ts';
import type { Reply } from './route.ts';

type Encoding = 'br' | 'gzip' | 'identity';

interface SharedPage {
  etag: string;
  type: string;
  identity: Buffer;
  /** Made when somebody first wants it. */
  compressed: Partial<Record<Encoding, Buffer>>;
  /** Kept for all who come after, so that it is worth compressing well. */
  kept: boolean;
}

const most = 2000;

/** A bounded store per process; nothing in it is needed by another process. */
export function createSharedPages(app: App) {
  const pages = new Map<string, SharedPage>();

  const keyOf = (request: FastifyRequest): string | undefined => {
    // Signed-in people see their name in the header; a first visit with ?lang= must set its cookie.
    if (request.cookies['session'] !== undefined || request.headers.authorization !== undefined)
      return undefined;
    const asked = asLanguage((request.query as Record<string, unknown>)['lang']);
    if (asked && request.cookies['lang'] !== asked) return undefined;
    const language = languageOf(request);
    const state = [app.release, app.clock.today(), app.live.stamp(), barOf(app, language)?.key ?? ''];
    return [...state, language, request.url].join('\n');
  };

  const send = (page: SharedPage, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    reply.header('etag', page.etag).header('vary', 'accept-encoding, accept-language, cookie');
    reply.header('cache-control', 'private, no-cache').type(page.type);
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send();
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.send(bodyOf(page, encoding));
  };

  return {
    find(request: FastifyRequest): SharedPage | undefined {
      const key = keyOf(request);
      return key === undefined ? undefined : pages.get(key);
    },
    send,
    /** Keeps a fresh reply where it may be shared, and sends it. */
    keep(
      request: FastifyRequest,
      reply: Reply,
      raw: FastifyReply,
      plain: (reply: FastifyReply, result: Reply) => FastifyReply,
    ): FastifyReply {
      const key = keyOf(request);
      if (key === undefined || reply.status !== 200 || reply.body instanceof Readable)
        return plain(raw, reply);
      const identity = Buffer.from(reply.body);
      const page: SharedPage = {
        etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
        type: reply.type,
        identity,
        compressed: {},
        kept: isOneOfFew(request),
      };
      if (page.kept) {
        if (pages.size >= most) pages.delete(pages.keys().next().value ?? '');
        pages.set(key, page);
      }
      return send(page, request, raw);
    },
  };
}

/**
 * Whether there are only a few such addresses. With a question mark or escapes anybody writes endlessly many: kept, they
 * would push out the pages that all ask for, and each would be compressed as if it were for all.
 */
const isOneOfFew = ({ url }: FastifyRequest): boolean =>
  !/[?%]/.test(url.replace(/\?lang=(?:de|fr|it|en)$/, ''));

function bodyOf(page: SharedPage, encoding: Encoding): Buffer {
  if (encoding === 'identity') return page.identity;
  return (page.compressed[encoding] ??= compress(page, encoding));
}

/** In one go: a page is small, and a kept one is compressed once. */
function compress({ identity, kept }: SharedPage, encoding: 'br' | 'gzip'): Buffer {
  if (encoding === 'gzip') return gzipSync(identity, { level: kept ? 9 : 1 });
  return brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: kept ? 9 : 1 } });
}
