// Answers a request as a wallet does: the chosen claims with a key binding, encrypted; or that the person did not agree.
import { createHash } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { App } from '../../../../kernel/app.ts';
import { queryId } from '../../eid/query.ts';
import { es256 } from '../eid/issue-credential.ts';
import { realAddress } from '../mount-provider.ts';
import type { CheckedRequest } from './read-request.ts';

export interface HeldCredential {
  credential: string;
  holderKey: JWK;
}

/** A wallet's instance of the library; hashing is all that it needs to find disclosures. */
export function walletInstance(holderKey?: JWK): SDJwtInstance<Record<string, unknown>> {
  return new SDJwtInstance<Record<string, unknown>>({
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : Buffer.from(data))
        .digest(),
    hashAlg: 'sha-256',
    kbSignAlg: 'ES256',
    ...(holderKey ? { kbSigner: (data: string) => es256(data, holderKey) } : {}),
  });
}

/** The presentation: the asked claims and nothing else, bound to this client and this request. */
export async function present(app: App, request: CheckedRequest, held: HeldCredential): Promise<string> {
  const claims = request.query.credentials[0].claims.map(({ path }) => path[0]);
  return walletInstance(held.holderKey).present(
    held.credential,
    Object.fromEntries(claims.map((claim) => [claim, true])) as never,
    {
      kb: {
        payload: {
          aud: request.clientId,
          nonce: request.nonce,
          iat: Math.floor(app.clock.now().getTime() / 1000),
        },
      },
    },
  );
}

/** Encrypts for the key of the request: ECDH-ES on P-256, A256GCM. */
export async function encryptAnswer(request: CheckedRequest, presentation: string): Promise<string> {
  const { kid } = request.encryptionKey;
  const answer = { vp_token: { [queryId]: [presentation] }, state: request.state };
  return new CompactEncrypt(Buffer.from(JSON.stringify(answer)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...(kid === undefined ? {} : { kid }) })
    .encrypt(await importJWK(request.encryptionKey, 'ECDH-ES'));
}

export interface VerifierReply {
  status: number;
  /** Where the wallet has to send the person. */
  redirectUri: string | undefined;
  /** Error code of the verifier. */
  code: string | undefined;
}

export async function agree(app: App, request: CheckedRequest, held: HeldCredential): Promise<VerifierReply> {
  const response = await encryptAnswer(request, await present(app, request, held));
  return post(app, request, { response });
}

/** @see OpenID4VP 1.0, section 8.5 */
export async function decline(app: App, request: CheckedRequest): Promise<VerifierReply> {
  return post(app, request, { error: 'access_denied', state: request.state });
}

async function post(
  app: App,
  request: CheckedRequest,
  fields: Record<string, string>,
): Promise<VerifierReply> {
  const response = await fetch(realAddress(app, request.responseUri), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
  const { redirect_uri: redirectUri, code } = (await response.json()) as {
    redirect_uri?: string;
    code?: string;
  };
  return { status: response.status, redirectUri, code };
}
