// Whether the presentation of an E-ID counts: trusted issuer, bound to the person's telephone, valid today, and exactly what was asked.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { ClaimKey } from './canton-eid.ts';
import type { Eid } from './connection.ts';
import { didOf, publicKey } from './did.ts';
import { verifySdJwt } from './sd-jwt.ts';
import { fetchStatus, statusReference } from './status-list.ts';

/** What an E-ID says about a person, by our names; dates as `YYYY-MM-DD`. */
export type EidClaims = Partial<Record<ClaimKey, string>>;

/** Claims that stand in a credential openly; all others must be disclosed one by one (Swiss Profile VC, section 3.2.2). */
const openClaims = new Set([
  'iss',
  'iat',
  'nbf',
  'exp',
  'cnf',
  'vct',
  'vct#integrity',
  'vct_metadata_uri',
  'vct_metadata_uri#integrity',
  'status',
]);

const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * @param asked claims of the request
 * @param nonce of the request
 * @throws Fault EID_ISSUER_UNKNOWN, EID_EXPIRED, EID_REVOKED, EID_CLAIMS_WRONG, EID_REGISTRY_UNREACHABLE, EID_PRESENTATION_INVALID
 */
export async function verifyPresentation(
  app: App,
  eid: Eid,
  presentation: string,
  asked: readonly ClaimKey[],
  nonce: string,
): Promise<EidClaims> {
  try {
    return await verify(app, eid, presentation, asked, nonce);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    app.log.warn({ reason }, 'the presentation of an E-ID does not hold');
    throw new Fault(/expired/.test(reason) ? 'EID_EXPIRED' : 'EID_PRESENTATION_INVALID');
  }
}

async function verify(
  app: App,
  eid: Eid,
  presentation: string,
  asked: readonly ClaimKey[],
  nonce: string,
): Promise<EidClaims> {
  let issuer = '';
  const { header, claims, disclosed } = await verifySdJwt(presentation, {
    audience: eid.clientId,
    nonce,
    now: app.clock.now(),
    issuerKey: async ({ kid }) => {
      issuer = didOf(kid);
      // Asked before anything is fetched: strangers must not make us call addresses of theirs.
      if (!eid.canton.issuers.includes(issuer)) throw new Fault('EID_ISSUER_UNKNOWN');
      return publicKey(app, eid, String(kid));
    },
  });
  if (header['typ'] !== 'dc+sd-jwt') throw new Error('It is no SD-JWT VC');
  if (!eid.canton.types.includes(String(claims['vct'])))
    throw new Error('It is a credential of another type');
  if (claims['iss'] !== undefined && claims['iss'] !== issuer) throw new Error('Issuer and key differ');
  const values = exactly(eid, claims, disclosed, asked);
  // The telephone's clock does not count, and a business day ends in Switzerland.
  if (values.expires !== undefined && values.expires < app.clock.today()) throw new Fault('EID_EXPIRED');
  const reference = statusReference(claims['status']);
  if (!reference) throw new Error('It names no status list, so that it could never be revoked');
  if ((await fetchStatus(app, eid, reference, issuer)) !== 0) throw new Fault('EID_REVOKED');
  return values;
}

/** Every claim that was asked for and none that was not: what nobody asked for is not taken (data minimisation). */
function exactly(
  eid: Eid,
  claims: Record<string, unknown>,
  disclosed: readonly string[],
  asked: readonly ClaimKey[],
): EidClaims {
  const wanted = asked.map((key) => eid.canton.claims[key]);
  const more = Object.keys(claims).filter((name) => !openClaims.has(name) && !wanted.includes(name));
  if (more.length > 0 || wanted.some((name) => !disclosed.includes(name)))
    throw new Fault('EID_CLAIMS_WRONG');
  const values: EidClaims = {};
  for (const key of asked) {
    const value = claims[eid.canton.claims[key]];
    const isDay = key === 'birthDate' || key === 'expires';
    if (typeof value !== 'string' || value === '' || value.length > 200 || (isDay && !day.test(value)))
      throw new Fault('EID_CLAIMS_WRONG');
    values[key] = value.normalize('NFC');
  }
  return values;
}
