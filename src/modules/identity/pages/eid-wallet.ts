// What wallets call: the request object, and the address for their answer. Programs without a session; what they know is their right.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { handOutEidRequest } from '../actions/hand-out-eid-request.ts';
import { receiveEidResponse, type WalletAnswer } from '../actions/receive-eid-response.ts';
import { largestResponse } from '../eid/eid-rules.ts';

async function requestObject({ app, params }: Request): Promise<Reply> {
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('EID_REQUEST_GONE');
  const body = await handOutEidRequest(app, id, params['token'] ?? '');
  return { status: 200, type: 'application/oauth-authz-req+jwt', body };
}

async function response({ app, params, body }: Request): Promise<Reply> {
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('EID_REQUEST_GONE');
  const redirect = await receiveEidResponse(app, id, answerIn(body));
  return json(redirect === undefined ? {} : { redirect_uri: redirect });
}

/** Encrypted, or an error that names the state: an unencrypted `vp_token` is no answer (Swiss Profile Verification, section 8). */
function answerIn(body: unknown): WalletAnswer {
  const { response: encrypted, error, state, ...rest } = (body ?? {}) as Record<string, unknown>;
  if (typeof encrypted === 'string' && error === undefined && !('vp_token' in rest)) {
    if (encrypted.length > largestResponse) throw new Fault('BODY_TOO_LARGE');
    return { response: encrypted };
  }
  if (typeof error === 'string' && typeof state === 'string' && encrypted === undefined)
    return { error, state };
  throw new Fault('EID_RESPONSE_INVALID');
}

export const eidWalletRoutes: Route[] = [
  {
    method: 'GET',
    url: '/eid/anfrage/:id/:token',
    may: everyone,
    kind: 'api',
    ownToken: true,
    summary: 'The signed request for a wallet (OpenID4VP 1.0, RFC 9101), once',
    perMinute: 600,
    schema: { reply: { '200': Type.String({ description: 'application/oauth-authz-req+jwt' }) } },
    handle: requestObject,
  },
  {
    method: 'POST',
    url: '/eid/antwort/:id',
    may: everyone,
    kind: 'api',
    ownToken: true,
    summary: 'Takes the encrypted answer of a wallet (OpenID4VP 1.0, response mode direct_post.jwt), once',
    perMinute: 600,
    schema: {
      reply: {
        '200': Type.Object({ redirect_uri: Type.Optional(Type.String({ format: 'uri' })) }),
      },
    },
    handle: response,
  },
];
