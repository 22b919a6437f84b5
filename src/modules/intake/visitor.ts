// Visitors: whoever fills in a form before signing in is known only by a secret in their browser, for this form alone.
import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import type { SecretHolder } from '../../kernel/audit/personal-data.ts';
import type { Cookie, Request } from '../../kernel/http/route.ts';
import { hashOf, isSecret } from '../../kernel/secret.ts';
import { formAddress } from './form-path.ts';
import { retentionOf } from './retention.ts';

export type Visitor = SecretHolder;

/** Whose draft it is: an account's, or the browser's that holds its secret. */
export type Holder = PersonActor | Visitor;

const name = 'draft';

/** Whether the browser holds a secret of a form; whether there is such a draft, the database knows. */
export const hasDraftCookie = (cookies: Request['cookies']): boolean => isSecret(cookies[name]);

export function visitorOf(request: Pick<Request, 'cookies'>): Visitor | undefined {
  const secret = request.cookies[name];
  return isSecret(secret) ? { kind: 'anonymous', tokenHash: hashOf(secret) } : undefined;
}

/** Sent only to the pages of its form. It goes when the draft would, counted from now. */
export function draftCookie(app: App, serviceId: string, secret: string): Cookie {
  const maxAge = retentionOf.of(app).visitorDrafts.keepDays * 86_400;
  return { name, value: secret, path: formAddress(serviceId), maxAge };
}

export const withoutDraftCookie = (serviceId: string): Cookie => ({
  name,
  value: '',
  path: formAddress(serviceId),
  maxAge: 0,
});

/** The cookie again, with its time beginning anew; nothing for those who hold none. */
export function renewedCookie({ app, actor, cookies, params }: Request): Cookie | undefined {
  const secret = cookies[name];
  if (actor.kind !== 'anonymous' || !isSecret(secret)) return undefined;
  return draftCookie(app, params['id'] ?? '', secret);
}

/**
 * What is kept of a network address to limit how many drafts come from it: a keyed hash, of an IPv6 address only the
 * network (RFC 6177: a site has at least a /64 of its own).
 */
export function originHash(app: App, ip: string): Buffer {
  return createHmac('sha256', app.secret)
    .update(`draft-origin\0${networkOf(ip)}`)
    .digest();
}

function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? 0 : 8 - before.length - after.length;
  const parts = [...before, ...Array<string>(Math.max(0, middle)).fill('0'), ...after];
  return parts
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
