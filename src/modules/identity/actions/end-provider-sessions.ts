// Ends sessions because the identity provider says so: OpenID Connect Back-Channel Logout 1.0.
import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload } from 'jose';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { ProviderKey } from '../canton-sign-in.ts';
import { connectProvider, providerAddress, providers } from '../provider-connection.ts';

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures that only the provider can make: neither `none` nor those with our shared secret. */
const algorithms = ['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];
/** A token that is older says nothing new; it is also how long those that were used are remembered. */
const oldestSeconds = 5 * 60;
const longestToken = 10_000;

/**
 * Checks the token as section 2.6 asks for and ends the session it names, or all of that person at that provider.
 * @returns how many sessions ended; 0 is an answer, too
 * @throws Fault LOGOUT_TOKEN_INVALID: not from a provider of ours, not for us, too old, used before
 */
export async function endProviderSessions(app: App, token: unknown): Promise<number> {
  if (typeof token !== 'string' || token.length > longestToken) throw new Fault('LOGOUT_TOKEN_INVALID');
  const { key, claims } = await verifiedBy(app, token);
  const { sub, sid, jti } = claims;
  const issuer = providerAddress(app, key).accountIssuer;
  return app.db.transaction().execute(async (db) => {
    const fresh = await db
      .insertInto('identity.logout_token')
      .values({
        issuer,
        token_id: String(jti),
        expires_at: new Date(app.clock.now().getTime() + 2 * oldestSeconds * 1000),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(fresh.numInsertedOrUpdatedRows ?? 0n) === 0) throw new Fault('LOGOUT_TOKEN_INVALID');
    const { numUpdatedRows } = await db
      .updateTable('identity.session')
      .set({ ended_at: app.clock.now() })
      .where('issuer', '=', issuer)
      .where('ended_at', 'is', null)
      .$if(typeof sid === 'string', (query) => query.where('provider_session', '=', String(sid)))
      .$if(sub !== undefined, (query) =>
        query.where('account_id', 'in', (eb) =>
          eb
            .selectFrom('identity.account')
            .select('id')
            .where('issuer', '=', issuer)
            .where('subject', '=', String(sub)),
        ),
      )
      .executeTakeFirst();
    return Number(numUpdatedRows);
  });
}

async function verifiedBy(app: App, token: string): Promise<{ key: ProviderKey; claims: JWTPayload }> {
  for (const key of providers(app)) {
    const claims = await verify(app, key, token);
    if (claims) return { key, claims };
  }
  throw new Fault('LOGOUT_TOKEN_INVALID');
}

async function verify(app: App, key: ProviderKey, token: string): Promise<JWTPayload | undefined> {
  const { clientId, fetch } = providerAddress(app, key);
  const { issuer, jwks_uri: keys } = (await connectProvider(app, key)).serverMetadata();
  if (keys === undefined) return undefined;
  try {
    const options = {
      timeoutDuration: 5000,
      ...(fetch ? { [customFetch]: fetch as typeof globalThis.fetch } : {}),
    };
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(keys), options), {
      issuer,
      audience: clientId,
      algorithms,
      maxTokenAge: oldestSeconds,
      currentDate: app.clock.now(),
      requiredClaims: ['iat', 'jti', 'events'],
    });
    return isLogout(payload) ? payload : undefined;
  } catch (error) {
    app.log.info({ error: error instanceof Error ? error.message : 'unknown', key }, 'logout token refused');
    return undefined;
  }
}

/** A nonce would make it an ID token that somebody passes off as this (section 2.4). */
function isLogout({ events, nonce, sub, sid, jti }: JWTPayload): boolean {
  const named = typeof events === 'object' && events !== null && Object.hasOwn(events, logoutEvent);
  const whose = (typeof sub === 'string' && sub !== '') || (typeof sid === 'string' && sid !== '');
  return named && whose && nonce === undefined && typeof jti === 'string' && jti.length <= 255;
}
