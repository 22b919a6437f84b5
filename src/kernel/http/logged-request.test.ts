// The operator's log tells which route was called, and nothing that stands in the address.
import { Writable } from 'node:stream';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { loggedRequest } from './logged-request.ts';

it('has patterns instead of addresses, and no queries', async () => {
  let lines = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines += String(chunk);
      done();
    },
  });
  const log = pino({ serializers: { req: loggedRequest } }, stream);
  const server = Fastify({ loggerInstance: log as FastifyBaseLogger });
  server.get('/eid/anfrage/:id/:token', () => 'ok');
  server.setNotFoundHandler((_request, reply) => reply.code(404).send());
  expect((await server.inject('/eid/anfrage/1/geheim?code=geheim')).statusCode).toBe(200);
  expect((await server.inject('/nirgends?code=geheim')).statusCode).toBe(404);
  expect(lines).toContain('"url":"/eid/anfrage/:id/:token"');
  expect(lines).toContain('"url":"/nirgends"');
  expect(lines).not.toContain('geheim');
});
