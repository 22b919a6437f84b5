// The signed request that a wallet fetches: OpenID4VP 1.0 with a request object by reference (RFC 9101), as the Swiss Profile narrows it.
import { SignJWT, type JWK } from 'jose';
import type { App } from '../../../kernel/app.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import type { ClaimKey } from './canton-eid.ts';
import type { Eid } from './connection.ts';
import { anyWallet, profileVersion } from './eid-rules.ts';
import { purposeOf } from './purpose.ts';
import { dcqlQuery } from './query.ts';
import { statedScope } from './statements.ts';

export interface RequestFacts {
  /** Where the answer goes. */
  responseUri: string;
  nonce: string;
  state: string;
  /** Public half of the key for this one answer. */
  encryptionKey: JWK;
  claims: readonly ClaimKey[];
  serviceId: string | undefined;
  expiresAt: Date;
}

/** @returns the request object, signed with ES256 */
export async function requestObject(app: App, eid: Eid, facts: RequestFacts): Promise<string> {
  const query = dcqlQuery(eid.canton, facts.claims);
  const statements = await eid.statements(purposeOf(app, facts.serviceId), query);
  const scope = statedScope(statements);
  return new SignJWT({
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    client_id: eid.clientId,
    response_uri: facts.responseUri,
    nonce: facts.nonce,
    state: facts.state,
    // Never both: a scope is the name of a query that a public statement in `verifier_info` holds (OpenID4VP 1.0, section 5.5).
    ...(scope === undefined ? { dcql_query: query } : { scope }),
    client_metadata: {
      ...clientNames(app),
      jwks: { keys: [facts.encryptionKey] },
      encrypted_response_enc_values_supported: ['A256GCM'],
    },
    ...(statements.length > 0 ? { verifier_info: statements.map((data) => ({ format: 'jwt', data })) } : {}),
  })
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'oauth-authz-req+jwt',
      kid: eid.keyId,
      profile_version: profileVersion,
    })
    .setIssuer(eid.clientId)
    .setAudience(anyWallet)
    .setIssuedAt(app.clock.now())
    .setExpirationTime(facts.expiresAt)
    .sign(eid.signingKey);
}

/** Our name in the languages of the canton (RFC 7591, section 2.2). */
function clientNames(app: App): Record<string, string> {
  const name = app.canton.name;
  return {
    client_name: name.de,
    ...Object.fromEntries(languages.map((language) => [`client_name#${language}`, name[language]])),
  };
}
