// Ends sessions because the identity provider says so: OpenID Connect Back-Channel Logout 1.0.
import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Configuration } from 'openid-client';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { ProviderKey } from '../canton-sign-in.ts';
import { connectProvider, providerAddress, providers, type ProviderAddress } from '../provider-connection.ts';

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures that only the provider can make: neither `none` nor those with our shared secret. */
const algorithms = ['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];
/** A token that is older says nothing new; it is also how long those that were used are remembered. */
const oldestSeconds = 5 * 60;
const longestToken = 10_000;
/** As long as we know the provider: whoever sends us tokens must not make us fetch its keys each time. */
const keySets = new WeakMap<Configuration, JWTVerifyGetKey>();

/**
 * Checks the token as section 2.6 asks for and ends the session it names, or all of that person at that provider.
 * @returns how many sessions ended; 0 is an answer, too
 * @throws Fault LOGOUT_TOKEN_INVALID: not from a provider of ours, not for us, too old, used before;
 *   SIGN_IN_PROVIDER_UNREACHABLE, SIGN_IN_PROVIDER_FAILED
 */
export async function endProviderSessions(app: App, token: unknown): Promise<number> {
  if (typeof token !== 'string' || token.length > longestToken) throw new Fault('LOGOUT_TOKEN_INVALID');
  const { key, claims } = await verifiedBy(app, token);
  const { sub, sid, jti } = claims;
  const issuer = providerAddress(app, key).accountIssuer;
  return impersonal(app, 'recognise-caller', (connection) =>
    connection.transaction().execute(async (db) => {
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
    }),
  );
}

async function verifiedBy(app: App, token: string): Promise<{ key: ProviderKey; claims: JWTPayload }> {
  let unreachable: unknown;
  for (const key of providers(app)) {
    try {
      const claims = await verify(app, key, token);
      if (claims) return { key, claims };
    } catch (error) {
      // The token may be the other one's. If not, this one will send it again.
      unreachable = error;
    }
  }
  throw unreachable ?? new Fault('LOGOUT_TOKEN_INVALID');
}

/** The provider's public keys; undefined where it publishes none. */
function keysOf(configuration: Configuration, { fetch }: ProviderAddress): JWTVerifyGetKey | undefined {
  const { jwks_uri: address } = configuration.serverMetadata();
  const known = keySets.get(configuration);
  if (known || address === undefined) return known;
  const keys = createRemoteJWKSet(new URL(address), {
    timeoutDuration: 5000,
    ...(fetch ? { [customFetch]: fetch as typeof globalThis.fetch } : {}),
  });
  keySets.set(configuration, keys);
  return keys;
}

async function verify(app: App, key: ProviderKey, token: string): Promise<JWTPayload | undefined> {
  const address = providerAddress(app, key);
  const configuration = await connectProvider(app, key);
  const keys = keysOf(configuration, address);
  if (keys === undefined) return undefined;
  const { issuer } = configuration.serverMetadata();
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: address.clientId,
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
