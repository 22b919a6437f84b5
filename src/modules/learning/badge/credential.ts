// A certificate as an Open Badge 3.0: a Verifiable Credential (data model 2.0) about an achievement. Pure.
import { createHash } from 'node:crypto';

export interface BadgeFacts {
  id: string;
  /** Of this site, without a slash at its end. */
  base: string;
  /** Who issues it, in the language of the credential. */
  issuer: string;
  language: string;
  course: { id: string; title: string; summary: string; criteria: string };
  holder: { name: string; email: string | undefined };
  /** Random; without it the hash of an address could be guessed. */
  salt: string;
  issuedAt: Date;
  validUntil: Date | undefined;
}

const context = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
];
export const badgeAddresses = {
  issuer: (base: string) => `${base}/api/v1/learning/issuer`,
  achievement: (base: string, course: string) => `${base}/api/v1/learning/achievements/${course}`,
  key: (base: string, id: string) => `${base}/api/v1/learning/keys/${id}`,
  revocations: (base: string) => `${base}/api/v1/learning/revocations`,
  badge: (base: string, code: string) => `${base}/api/v1/learning/badges/${code}`,
};

export const badgeId = (id: string): string => `urn:uuid:${id}`;

export const issuerProfile = (base: string, name: string) => ({
  id: badgeAddresses.issuer(base),
  type: ['Profile'],
  name,
  url: base,
});

export const achievementOf = (base: string, language: string, course: BadgeFacts['course']) => ({
  id: badgeAddresses.achievement(base, course.id),
  type: ['Achievement'],
  achievementType: 'Certificate',
  name: course.title,
  description: course.summary,
  inLanguage: language,
  criteria: { narrative: course.criteria },
});

/** Whole seconds: the claims of the signature know no less (RFC 7519), and both must say the same. */
const inSeconds = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

/** Whoever knows the address of the holder can recognise them; nobody else learns it from the badge. */
function identityOf({ holder, salt }: Pick<BadgeFacts, 'holder' | 'salt'>) {
  const known = holder.email?.toLowerCase() ?? holder.name;
  const hash = createHash('sha256')
    .update(known + salt)
    .digest('hex');
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${hash}`,
    identityType: holder.email === undefined ? 'name' : 'emailAddress',
    salt,
  };
}

export function credentialOf(facts: BadgeFacts) {
  const { id, base, issuer, language, course, issuedAt, validUntil } = facts;
  return {
    '@context': context,
    id: badgeId(id),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: issuerProfile(base, issuer),
    validFrom: inSeconds(issuedAt),
    ...(validUntil === undefined ? {} : { validUntil: inSeconds(validUntil) }),
    name: course.title,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [identityOf(facts)],
      achievement: achievementOf(base, language, course),
    },
    credentialStatus: { id: badgeAddresses.revocations(base), type: '1EdTechRevocationList' },
  };
}
export type Credential = ReturnType<typeof credentialOf>;
