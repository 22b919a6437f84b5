// What an identity provider says about someone, and what we make of it: the one place that knows the names of its claims.
import { assurances, isAssured, roles, type Assurance, type Role } from '../../kernel/actor.ts';
import { asLanguage, type Language } from '../../kernel/i18n/texts.ts';

/** Names of the claims; standard ones are those of OpenID Connect Core 1.0, section 5.1. */
const claimNames = {
  name: 'name',
  givenName: 'given_name',
  familyName: 'family_name',
  email: 'email',
  language: 'locale',
  assurance: 'acr',
  unit: 'unit',
  roles: 'roles',
  registerId: 'register_id',
  organisationId: 'organisation_id',
} as const;

/** Scopes that ask for these claims. */
export const scope = 'openid profile email drehscheibe';

/** Authentication classes: the levels of eIDAS, Regulation (EU) 910/2014, article 8. */
const assuranceClasses: Record<Assurance, string> = {
  low: 'http://eidas.europa.eu/LoA/low',
  substantial: 'http://eidas.europa.eu/LoA/substantial',
  high: 'http://eidas.europa.eu/LoA/high',
};

/** The authentication class of a level, as a claim. */
export function classOf(assurance: Assurance): string {
  return assuranceClasses[assurance];
}

/**
 * The classes that we understand among those that a provider offers; we ask it to name the one that it used.
 * @param needed weaker ones are not asked for
 */
export function knownClasses(offered: readonly string[] | undefined, needed: Assurance = 'low'): string[] {
  return assurances
    .filter((each) => isAssured(each, needed))
    .map(classOf)
    .filter((each) => offered?.includes(each));
}

export interface ClaimedAccount {
  subject: string;
  kind: 'person' | 'staff';
  name: string;
  email: string | undefined;
  registerId: string | undefined;
  organisationId: string | undefined;
  unit: string | undefined;
  roles: Role[];
  language: Language | undefined;
  assurance: Assurance;
}

const levels: readonly Assurance[] = ['low', 'substantial', 'high'];

type Claims = Readonly<Record<string, unknown>>;

function text(claims: Claims, name: string, max = 200): string | undefined {
  const value = claims[name];
  if (typeof value !== 'string') return undefined;
  // Control characters have no place in a name; PostgreSQL refuses NUL.
  const clean = value
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, max);
  return clean === '' ? undefined : clean;
}

/** True when the claims already say who it is; otherwise the provider's userinfo is asked. */
export function saysName(claims: Claims): boolean {
  return text(claims, claimNames.name) !== undefined || text(claims, claimNames.familyName) !== undefined;
}

/**
 * Reads the claims of a verified ID token (and userinfo).
 * Someone is staff only with a unit and at least one role that we know; roles we do not know give nothing.
 */
export function readClaims(claims: Claims & { sub: string }): ClaimedAccount {
  const unit = text(claims, claimNames.unit, 60);
  const claimed = claims[claimNames.roles];
  const known = roles.filter((role) => Array.isArray(claimed) && claimed.includes(role));
  const staffRoles = known.filter((role) => role !== 'resident');
  const staff = unit !== undefined && staffRoles.length > 0;
  const parts = [text(claims, claimNames.givenName), text(claims, claimNames.familyName)]
    .filter(Boolean)
    .join(' ');
  return {
    subject: claims.sub,
    kind: staff ? 'staff' : 'person',
    name: text(claims, claimNames.name) ?? (parts === '' ? claims.sub.slice(0, 200) : parts),
    email: text(claims, claimNames.email),
    registerId: staff ? undefined : text(claims, claimNames.registerId, 60),
    organisationId: staff ? undefined : text(claims, claimNames.organisationId, 60),
    unit: staff ? unit : undefined,
    roles: staff ? staffRoles : ['resident'],
    language: asLanguage(text(claims, claimNames.language)?.slice(0, 2).toLowerCase()),
    assurance: levels.find((level) => assuranceClasses[level] === claims[claimNames.assurance]) ?? 'low',
  };
}
