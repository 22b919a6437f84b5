// One question to a register by X-Road REST r1: with a time limit, a size limit, and only an answer to this very question counts.
import { randomUUID } from 'node:crypto';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { requestHash, type RawHeaders } from '../../../xroad/message.ts';

/** Why no answer may be used. `refused`: the register says no, which is an answer of its own. */
export type Trouble =
  | 'unreachable'
  | 'late'
  | 'too-large'
  | 'failed'
  | 'malformed'
  | 'other-question'
  | 'wrong-hash'
  | 'other-person'
  | 'refused';

export interface Question {
  /** Address of the security server, without a trailing slash. */
  url: string;
  client: string;
  service: string;
  /** Within the service: `/v1/read`. */
  path: string;
  /** JSON, or an XML document; the answer is of the same kind. */
  body: Record<string, unknown> | string;
  /** Account or task on whose behalf it is asked. */
  user: string;
  /** Milliseconds for everything: connecting, waiting, reading. */
  within: number;
}

export type Exchanged =
  | { status: 200 | 404; body: unknown; /** Seconds for which it may be kept. */ maxAge: number }
  | { trouble: Trouble };

/** Everything that one person's entry can be, several times over. */
const largestAnswer = 64 * 1024;

export async function exchange(question: Question): Promise<Exchanged> {
  const { url, client, service, path, user, within } = question;
  const isXml = typeof question.body === 'string';
  const body = Buffer.from(typeof question.body === 'string' ? question.body : JSON.stringify(question.body));
  const type = isXml ? 'application/xml' : 'application/json';
  const target = `/r1/${service}${path}`;
  const id = randomUUID();
  const headers: RawHeaders = [
    ['Host', new URL(url).host],
    ['Accept', type],
    ['Content-Type', `${type}; charset=utf-8`],
    ['Content-Length', String(body.length)],
    ['X-Road-Client', client],
    ['X-Road-Id', id],
    ['X-Road-UserId', user],
  ];
  const reply = await send(url, target, headers, body, within);
  if ('trouble' in reply) return reply;
  const one = (name: string) => {
    const value = reply.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  // An answer may come late to another question, twice, or from somewhere else; then it says so, or can't say the opposite.
  if (one('x-road-id') !== id || one('x-road-client') !== client || one('x-road-service') !== service)
    return { trouble: reply.status >= 500 ? 'failed' : 'other-question' };
  if (one('x-road-request-hash') !== requestHash('POST', target, headers, body))
    return { trouble: 'wrong-hash' };
  if (reply.status >= 500) return { trouble: 'failed' };
  if (reply.status !== 200 && reply.status !== 404) return { trouble: 'refused' };
  if (!(one('content-type') ?? '').startsWith(type)) return { trouble: 'malformed' };
  try {
    const seconds = /\bmax-age=(\d{1,9})\b/.exec(one('cache-control') ?? '')?.[1] ?? '0';
    return {
      status: reply.status,
      body: isXml ? reply.body.toString('utf8') : JSON.parse(reply.body.toString('utf8')),
      maxAge: /\bno-store\b/.test(one('cache-control') ?? '') ? 0 : Number(seconds),
    };
  } catch {
    return { trouble: 'malformed' };
  }
}

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Node's own client, since it sends exactly these headers in this order: they are part of the hash. */
function send(
  url: string,
  target: string,
  headers: RawHeaders,
  body: Buffer,
  within: number,
): Promise<Reply | { trouble: Trouble }> {
  const start = url.startsWith('https:') ? overHttps : overHttp;
  return new Promise((resolve) => {
    const outgoing = start(`${url}${target}`, { method: 'POST', headers: headers.flat() });
    // A connection that still lives after this would hold what the register sends after all.
    const end = (result: Reply | { trouble: Trouble }) => {
      clearTimeout(timer);
      if ('trouble' in result) outgoing.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ trouble: 'late' }), within);
    outgoing.on('error', () => end({ trouble: 'unreachable' }));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestAnswer) end({ trouble: 'too-large' });
        else chunks.push(chunk);
      });
      incoming.on('error', () => end({ trouble: 'unreachable' }));
      incoming.on('end', () =>
        end({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.end(body);
  });
}
