// Signs an Open Badge as a JSON Web Token (Open Badges 3.0, section 8.2), and checks one that was signed here.
import { compactVerify, importJWK, SignJWT } from 'jose';
import { badgeAlgorithm, type BadgeKey } from './badge-key.ts';
import { badgeAddresses, type Credential } from './credential.ts';

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** @param base of this site, at which the public key is to be had */
export async function signBadge(credential: Credential, key: BadgeKey, base: string): Promise<string> {
  const token = new SignJWT({ ...credential })
    .setProtectedHeader({ alg: badgeAlgorithm, typ: 'JWT', kid: badgeAddresses.key(base, key.id) })
    .setIssuer(credential.issuer.id)
    .setJti(credential.id)
    .setNotBefore(seconds(credential.validFrom));
  if ('validUntil' in credential && credential.validUntil !== undefined)
    token.setExpirationTime(seconds(credential.validUntil));
  return token.sign(key.secret);
}

/** Claims of the token that repeat what the credential says. */
const registered = ['iss', 'jti', 'nbf', 'exp'];

/** The credential in a token whose signature is ours; undefined where it is not. Whether it still counts says its row. */
export async function openBadge(
  token: string,
  key: Pick<BadgeKey, 'public'>,
): Promise<Record<string, unknown> | undefined> {
  try {
    const { payload } = await compactVerify(token, await importJWK(key.public, badgeAlgorithm), {
      algorithms: [badgeAlgorithm],
    });
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    if (claims['jti'] !== claims['id']) return undefined;
    return Object.fromEntries(Object.entries(claims).filter(([name]) => !registered.includes(name)));
  } catch {
    return undefined;
  }
}
