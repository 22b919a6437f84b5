// Fetches a request as a wallet does, and believes nothing of it before it is checked: signature, client, statements, query.
import { jwtVerify, type JWK } from 'jose';
import type { App } from '../../../../kernel/app.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { eidOf, type Eid } from '../../eid/connection.ts';
import { didOf, publicKey } from '../../eid/did.ts';
import { anyWallet, clientIdPrefix, protectedClaim } from '../../eid/eid-rules.ts';
import type { DcqlQuery } from '../../eid/query.ts';
import { statementTypes } from '../../eid/statements.ts';
import { worldOf } from '../eid/simulated-eid.ts';
import { realAddress } from '../mount-provider.ts';

/** Texts by claim: `entity_name`, `entity_name#fr`. */
export type Localized = Record<string, unknown>;

/** A request that holds, as the wallet keeps it until the person has decided. */
export interface CheckedRequest {
  clientId: string;
  responseUri: string;
  nonce: string;
  state: string;
  encryptionKey: JWK;
  query: DcqlQuery;
  /** Who asks, and what for, as the trust registry says. */
  identity: Localized | undefined;
  purpose: Localized | undefined;
}

/**
 * @param asked `client_id` and `request_uri` of the address that called the wallet
 * @throws Fault DEMO_WALLET_REQUEST_INVALID
 */
export async function readRequest(app: App, asked: Record<string, string>): Promise<CheckedRequest> {
  const eid = eidOf(app);
  if (!eid || !worldOf(app)) throw new Fault('NOT_FOUND');
  try {
    return await check(app, eid, asked['client_id'] ?? '', asked['request_uri'] ?? '');
  } catch (error) {
    app.log.warn({ reason: String(error) }, 'the simulated wallet refused a request');
    throw new Fault('DEMO_WALLET_REQUEST_INVALID');
  }
}

async function check(app: App, eid: Eid, clientId: string, requestUri: string): Promise<CheckedRequest> {
  // The simulation knows one verifier only: it must not be a way to call other addresses from here.
  if (!requestUri.startsWith(`${app.config.baseUrl}/`)) throw new Error('The request lies elsewhere');
  const response = await fetch(realAddress(app, requestUri));
  if (!response.ok) throw new Error(`The request answered ${response.status}`);
  const did = clientId.startsWith(clientIdPrefix) ? clientId.slice(clientIdPrefix.length) : '';
  const { payload, protectedHeader } = await jwtVerify(
    await response.text(),
    async ({ kid }) => {
      if (didOf(kid) !== did) throw new Error('Somebody else signed the request');
      return publicKey(app, eid, String(kid));
    },
    {
      algorithms: ['ES256'],
      typ: 'oauth-authz-req+jwt',
      audience: anyWallet,
      issuer: clientId,
      currentDate: app.clock.now(),
      requiredClaims: ['exp', 'nonce', 'state', 'response_uri'],
    },
  );
  if (!String(protectedHeader['profile_version']).startsWith('swiss-profile-verification:1.'))
    throw new Error('The request is of another profile');
  if (payload['client_id'] !== clientId) throw new Error('The request is somebody else’s');
  if (payload['response_type'] !== 'vp_token' || payload['response_mode'] !== 'direct_post.jwt')
    throw new Error('The answer would not be encrypted');
  const responseUri = String(payload['response_uri']);
  if (new URL(responseUri).origin !== new URL(requestUri).origin)
    throw new Error('The answer would go elsewhere');
  const statements = await checkedStatements(app, eid, did, payload['verifier_info']);
  const query = queryOf(payload, statements);
  checkProtected(query, statements);
  return {
    clientId,
    responseUri,
    nonce: String(payload['nonce']),
    state: String(payload['state']),
    encryptionKey: encryptionKey(payload['client_metadata']),
    query,
    identity: statements.get(statementTypes.identity),
    purpose: statements.get(statementTypes.query),
  };
}

/** Statements by type; one that the trust registry did not sign about this client makes the whole request worthless. */
async function checkedStatements(
  app: App,
  eid: Eid,
  did: string,
  info: unknown,
): Promise<Map<string, Localized>> {
  const found = new Map<string, Localized>();
  for (const { format, data } of (Array.isArray(info) ? info : []) as { format?: string; data?: string }[]) {
    if (format !== 'jwt' || typeof data !== 'string') continue;
    const { payload, protectedHeader } = await jwtVerify(
      data,
      async ({ kid }) => {
        if (didOf(kid) !== worldOf(app)?.vertrauen.did)
          throw new Error('A statement is not the trust registry’s');
        return publicKey(app, eid, String(kid));
      },
      { algorithms: ['ES256'], subject: did, requiredClaims: ['exp'], currentDate: app.clock.now() },
    );
    found.set(String(protectedHeader.typ), payload);
  }
  return found;
}

/** The query itself, or the one that a public statement holds under the scope; never both (OpenID4VP 1.0, section 8.5). */
function queryOf(payload: Record<string, unknown>, statements: Map<string, Localized>): DcqlQuery {
  const { dcql_query: direct, scope } = payload;
  if ((direct === undefined) === (scope === undefined)) throw new Error('It has not exactly one query');
  if (direct !== undefined) return direct as DcqlQuery;
  const stated = statements.get(statementTypes.query)?.['request'] as
    { scope?: string; query?: DcqlQuery } | undefined;
  if (stated?.scope !== scope || !stated?.query) throw new Error('Nobody knows the scope');
  return stated.query;
}

/** The AHV number goes only to those whom the confederation has authorised (Trust Protocol 2.0, "Wallet view"). */
function checkProtected(query: DcqlQuery, statements: Map<string, Localized>): void {
  if (!query.credentials[0].claims.some(({ path }) => path[0] === protectedClaim)) return;
  const fields = statements.get(statementTypes.authorisation)?.['authorized_fields'];
  if (!Array.isArray(fields) || !fields.includes(protectedClaim))
    throw new Error('It asks for what it may not');
}

function encryptionKey(metadata: unknown): JWK {
  const { jwks, encrypted_response_enc_values_supported: methods } = (metadata ?? {}) as {
    jwks?: { keys?: JWK[] };
    encrypted_response_enc_values_supported?: string[];
  };
  const key = jwks?.keys?.find(({ alg, crv }) => alg === 'ECDH-ES' && crv === 'P-256');
  if (!key || !methods?.includes('A256GCM')) throw new Error('There is no key to encrypt the answer');
  return key;
}
