// The addresses of a request for the E-ID: where the wallet fetches it, and what the person's telephone opens.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../../../kernel/app.ts';
import type { Eid } from './connection.ts';

/** By the code on the screen, from another device, or by the link, on the same one. */
export type Way = 'code' | 'link';
const ways: readonly Way[] = ['code', 'link'];

/** What makes the address impossible to guess (RFC 9101, section 5.2.1): nothing of it lies in the database. */
function token(app: App, id: string, way: Way): string {
  return createHmac('sha256', app.secret).update(`eid-request\0${way}\0${id}`).digest('base64url');
}

/** The way to which a token belongs; undefined for a wrong one. */
export function wayOf(app: App, id: string, given: string): Way | undefined {
  const asked = Buffer.from(given);
  return ways.find((way) => {
    const right = Buffer.from(token(app, id, way));
    return right.length === asked.length && timingSafeEqual(right, asked);
  });
}

/** The address that calls the wallet (OpenID4VP 1.0, sections 5.7 and 9): the request by reference. */
export function walletLink(app: App, eid: Eid, id: string, way: Way): string {
  const query = new URLSearchParams({
    client_id: eid.clientId,
    request_uri: `${app.config.baseUrl}/eid/anfrage/${id}/${token(app, id, way)}`,
  });
  return `${eid.walletAddress}?${query.toString()}`;
}

export function responseAddress(app: App, id: string): string {
  return `${app.config.baseUrl}/eid/antwort/${id}`;
}

/** The page in the person's browser. */
export function pageAddress(id: string): string {
  return `/anmelden/eid/${id}`;
}
