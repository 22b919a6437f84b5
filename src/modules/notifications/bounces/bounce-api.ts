// `POST /api/v1/mail/bounces`: whatever receives mail to our sender brings reports of non-delivery here, as they came.
import { timingSafeEqual } from 'node:crypto';
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { takeReport } from './take-report.ts';

const largest = 5 * 1024 * 1024;

function tokenFits({ app, headers }: Request): boolean {
  const { bounceToken } = app.config;
  if (bounceToken === undefined) return false;
  const expected = Buffer.from(`Bearer ${bounceToken}`);
  const given = Buffer.from(String(headers['authorization'] ?? ''));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What is no report is taken, too, and said so: a mail server that is refused would send a report about the report. */
async function take(request: Request): Promise<Reply> {
  if (!tokenFits(request)) throw new Fault('NOT_FOUND');
  const pieces: Buffer[] = [];
  for await (const piece of request.body as AsyncIterable<Buffer>) pieces.push(piece);
  return json({ taken: await takeReport(request.app, Buffer.concat(pieces)) });
}

export const bounceApi: Route = {
  method: 'POST',
  url: '/api/v1/mail/bounces',
  // The token is the permission: a mail server has no account.
  may: everyone,
  ownToken: true,
  kind: 'api',
  summary: 'Takes a report of non-delivery as a raw mail, with the token of the operator',
  stream: 'message/rfc822',
  bodyLimit: largest,
  schema: {
    body: Type.Unsafe<unknown>({ description: 'The mail as it came (RFC 5322)' }),
    reply: {
      200: Type.Object({
        taken: Type.Union([
          Type.Literal('returned'),
          Type.Literal('delayed'),
          Type.Literal('ignored'),
          Type.Literal('unknown'),
        ]),
      }),
    },
  },
  handle: take,
};
