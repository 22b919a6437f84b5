// X-Road Message Protocol for REST, version r1 (PR-REST): identifiers, addresses and the hash that ties an answer to its request.
import { createHash } from 'node:crypto';

/** Headers as they travel: order and case count for the hash. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** Hop by hop, or rewritten on the way: no part of the message (section 4.3, «Filtered headers»). */
const skipped = new Set([
  ...[
    'transfer-encoding',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'te',
    'trailer',
    'upgrade',
  ],
  ...['connection', 'pragma', 'user-agent', 'host', 'content-length', 'server', 'expect'],
]);

/** `[instance]/[class]/[member]/[subsystem]/[service]`, each part percent-encoded; the client has no last part. */
const part = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}){1,80}";
const clientShape = new RegExp(`^${part}(?:/${part}){3}$`);
const serviceShape = new RegExp(`^${part}(?:/${part}){4}$`);

export const isClientId = (text: string): boolean => clientShape.test(text);
export const isServiceId = (text: string): boolean => serviceShape.test(text);

/** `/r1/CH/GOV/MEMBER/SUBSYSTEM/SERVICE/v1/read`: the service and the path within it; undefined for any other address. */
export function readAddress(target: string): { service: string; path: string } | undefined {
  const [, version, ...rest] = target.split('/');
  const service = rest.slice(0, 5).join('/');
  if (version !== 'r1' || !isServiceId(service)) return undefined;
  return { service, path: `/${rest.slice(5).join('/')}` };
}

const sha512 = (...pieces: (Uint8Array | string)[]) => {
  const hash = createHash('sha512');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

/**
 * `X-Road-Request-Hash` of a request: Base64 of SHA512(SHA512(headers) + SHA512(body)), without a body of SHA512(headers).
 * The specification does not say how headers are written; this is as X-Road's own servers write them in the signed message:
 * method, target and each `Name:value`, with a line end after each.
 * @param target path with query
 */
export function requestHash(
  method: string,
  target: string,
  headers: RawHeaders,
  body: Uint8Array | undefined,
): string {
  const lines = [
    method,
    target,
    ...headers
      .filter(([name]) => !skipped.has(name.toLowerCase()))
      .map(([name, value]) => `${name}:${value}`),
  ];
  const head = sha512(lines.map((line) => `${line}\r\n`).join(''));
  const whole = body === undefined || body.length === 0 ? head : sha512(head, sha512(body));
  return whole.toString('base64');
}
