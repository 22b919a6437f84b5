// Bodies that a route reads piece by piece: refused by type and announced size before a byte is read, by real size while reading.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import { largestText } from './parse-form.ts';
import type { Route } from './route.ts';

/** Makes the server take the media types of routes with `stream`; any other route answers them with 415. */
export function acceptStreams(server: FastifyInstance, routes: readonly Route[]): void {
  for (const type of new Set(routes.flatMap((route) => route.stream ?? []))) {
    server.addContentTypeParser(type, (request, payload, done) => {
      const { route } = request;
      if (route?.stream === type) done(null, upTo(payload, route.bodyLimit ?? largestText));
      else done(new Fault('UNSUPPORTED_MEDIA_TYPE'));
    });
  }
}

/**
 * Of a route with `stream`, before the body is read.
 * @throws Fault UNSUPPORTED_MEDIA_TYPE for another type, BODY_TOO_LARGE where it says itself that it is
 */
export function requireStreamable(route: Route, request: FastifyRequest): void {
  if (route.stream === undefined) return;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== route.stream) throw new Fault('UNSUPPORTED_MEDIA_TYPE');
  if (Number(request.headers['content-length'] ?? 0) > (route.bodyLimit ?? largestText))
    throw new Fault('BODY_TOO_LARGE');
}

/** @throws Fault BODY_TOO_LARGE; BAD_REQUEST when the sender breaks off */
async function* upTo(payload: IncomingMessage, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  // Destroying it would end the connection before the answer.
  const pieces = payload.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await pieces.next().catch(() => {
        throw new Fault('BAD_REQUEST');
      });
      if (done) return;
      const piece = value as Buffer;
      size += piece.length;
      if (size > limit) throw new Fault('BODY_TOO_LARGE');
      yield piece;
    }
  } finally {
    await pieces.return?.();
    // What nobody reads any more must not stand in the way of the next request on this connection.
    payload.resume();
  }
}
