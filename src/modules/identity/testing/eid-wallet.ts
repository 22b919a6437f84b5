// A wallet for tests that does as it is told, right or wrong: fetches the request of a page, presents, encrypts and posts.
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { csrfOf, type CookieJar } from '../../../../tests/support/cookie-jar.ts';
import type { App } from '../../../kernel/app.ts';
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { queryId } from '../eid/query.ts';
import { present, walletInstance } from '../demo/wallet/answer-request.ts';
import { readRequest, type CheckedRequest } from '../demo/wallet/read-request.ts';
import { heldCredential, type StoredCredential } from '../demo/wallet/wallet-store.ts';

export interface OpenPage {
  /** `/anmelden/eid/<id>` */
  path: string;
  /** Address in the link for this device. */
  link: URL;
  html: string;
}

/** Begins a sign-in by E-ID from a page that has a form, as the button does. */
export async function beginEid(
  jar: CookieJar,
  fields: { weiter?: string; leistung?: string } = {},
): Promise<OpenPage> {
  const { response } = await jar.follow('/anmelden');
  const posted = await jar.post('/anmelden/eid', { _csrf: csrfOf(await response.text()), ...fields });
  const path = posted.headers.get('location') ?? '';
  const html = await (await jar.fetch(path)).text();
  const link = /href="([^"]*request_uri=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  if (link === undefined) throw new Error(`No link for the wallet at ${path}: ${posted.status}`);
  return { path, link: new URL(link), html };
}

/** Fetches the request as the wallet of this device. */
export function fetchRequest(app: App, { link }: OpenPage): Promise<CheckedRequest> {
  return readRequest(app, Object.fromEntries(link.searchParams));
}

export async function credentialOf(app: App, id: string): Promise<StoredCredential> {
  const found = await heldCredential(app, id);
  if (!found) throw new Error(`The wallet holds no credential ${id}`);
  return found;
}

/** How an answer differs from the right one. */
export interface Bent {
  /** Changes the presentation before it is encrypted. */
  presentation?: (right: string) => string | Promise<string>;
  /** Key to encrypt for. */
  key?: JWK;
  kid?: string;
  enc?: string;
  state?: string;
}

/** Encrypts and posts; by default just as it should be. */
export async function answer(
  app: App,
  request: CheckedRequest,
  held: StoredCredential,
  bent: Bent = {},
): Promise<Response> {
  const right = await present(app, request, held);
  const presentation = bent.presentation ? await bent.presentation(right) : right;
  const key = bent.key ?? request.encryptionKey;
  const kid = bent.kid ?? key.kid;
  const plain = { vp_token: { [queryId]: [presentation] }, state: bent.state ?? request.state };
  const response = await new CompactEncrypt(Buffer.from(JSON.stringify(plain)))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: bent.enc ?? 'A256GCM',
      ...(kid === undefined ? {} : { kid }),
    })
    .encrypt(await importJWK(key, 'ECDH-ES'));
  return postAnswer(request, { response });
}

export function postAnswer(request: CheckedRequest, fields: Record<string, string>): Promise<Response> {
  return fetch(request.responseUri, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
}

/** Presents with other claims, another key binding or none. */
export function presentAs(
  held: { credential: string; holderKey: JWK },
  claims: readonly string[],
  keyBinding: { aud: string; nonce: string; iat: number },
): Promise<string> {
  return walletInstance(held.holderKey).present(
    held.credential,
    Object.fromEntries(claims.map((claim) => [claim, true])) as never,
    { kb: { payload: keyBinding } },
  );
}

/** Error code of a problem+json answer; `ok` for a success. */
export async function codeOf(response: Response): Promise<string> {
  const body = (await response.json()) as { code?: string };
  return response.ok ? 'ok' : (body.code ?? String(response.status));
}

/** Where the verifier stands with the request of a page. */
export async function requestState(app: App, { path }: OpenPage): Promise<string> {
  const { state } = await bareDb(app)
    .selectFrom('identity.eid_request')
    .select('state')
    .where('id', '=', path.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow();
  return state;
}
