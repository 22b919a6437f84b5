// What an identity provider says about someone, and what we make of it; sign-in.yaml says what it calls things.
import { assurances, isAssured, roles, type Assurance, type Role } from '../../kernel/actor.ts';
import { asLanguage, type Language } from '../../kernel/i18n/texts.ts';
import type { ClaimKey, ClaimMapping } from './canton-sign-in.ts';

/** Where the mapping names none; standard ones are those of OpenID Connect Core 1.0, section 5.1. */
const standardNames: Record<ClaimKey, string> = {
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
};

/**
 * The authentication classes that we understand among those that a provider offers; we ask it to name the one that it used.
 * @param needed weaker ones are not asked for
 */
export function knownClasses(
  mapping: ClaimMapping,
  offered: readonly string[] | undefined,
  needed: Assurance = 'low',
): string[] {
  return assurances
    .filter((each) => isAssured(each, needed))
    .flatMap((each) => mapping.assurance[each])
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

type Claims = Readonly<Record<string, unknown>>;

/** Own properties only: a provider must not reach what every object has. */
function valueOf(claims: Claims, { claims: named }: ClaimMapping, key: ClaimKey): unknown {
  const name = named?.[key] ?? standardNames[key];
  const way = typeof name === 'string' ? [name] : name;
  return way.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Claims)[part]
        : undefined,
    claims,
  );
}

function text(claims: Claims, mapping: ClaimMapping, key: ClaimKey, max = 200): string | undefined {
  const value = valueOf(claims, mapping, key);
  if (typeof value !== 'string') return undefined;
  // Controls, and what hides or reorders text, have no place in a name; PostgreSQL refuses NUL.
  const clean = value
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/gu, '')
    .trim()
    .slice(0, max);
  return clean === '' ? undefined : clean;
}

/** True when the claims already say who it is; otherwise the provider's userinfo is asked. */
export function saysName(claims: Claims, mapping: ClaimMapping): boolean {
  return text(claims, mapping, 'name') !== undefined || text(claims, mapping, 'familyName') !== undefined;
}

/**
 * Reads the claims of a verified ID token (and userinfo).
 * Someone is staff only with a unit and at least one role that we know; roles we do not know give nothing.
 * @param staffHere whether this provider may say so at all
 */
export function readClaims(
  claims: Claims & { sub: string },
  mapping: ClaimMapping,
  staffHere: boolean,
): ClaimedAccount {
  const unit = unitIn(claims, mapping);
  const staffRoles = rolesIn(claims, mapping).filter((role) => role !== 'resident');
  const staff = staffHere && unit !== undefined && staffRoles.length > 0;
  const parts = [text(claims, mapping, 'givenName'), text(claims, mapping, 'familyName')]
    .filter(Boolean)
    .join(' ');
  return {
    subject: claims.sub,
    kind: staff ? 'staff' : 'person',
    name: text(claims, mapping, 'name') ?? (parts === '' ? claims.sub.slice(0, 200) : parts),
    // An address that the provider has not verified may be somebody else's, and mandates are offered to an address.
    email: isVouchedFor(claims['email_verified'], mapping) ? text(claims, mapping, 'email') : undefined,
    // Of staff, too: they must not decide what concerns themselves.
    registerId: text(claims, mapping, 'registerId', 60),
    organisationId: staff ? undefined : text(claims, mapping, 'organisationId', 60),
    unit: staff ? unit : undefined,
    roles: staff ? staffRoles : ['resident'],
    language: asLanguage(text(claims, mapping, 'language')?.slice(0, 2).toLowerCase()),
    assurance: assuranceIn(claims, mapping),
  };
}

/**
 * A boolean (OpenID Connect Core 1.0, section 5.1); some providers send it as a text. Who says nothing has verified nothing,
 * unless the canton knows that this provider gives out no address that it has not verified.
 */
const isVouchedFor = (verified: unknown, { emailVerified }: ClaimMapping): boolean =>
  verified === true || verified === 'true' || (verified === undefined && emailVerified === 'always');

/** Should a value stand at two levels, it counts as the weaker one. */
function assuranceIn(claims: Claims, mapping: ClaimMapping): Assurance {
  const value = valueOf(claims, mapping, 'assurance');
  const found = assurances.find((each) => mapping.assurance[each].some((name) => name === value));
  return found ?? mapping.assurance.otherwise;
}

function unitIn(claims: Claims, mapping: ClaimMapping): string | undefined {
  const said = text(claims, mapping, 'unit', 200);
  if (mapping.units === undefined || said === undefined) return said?.slice(0, 60);
  return Object.entries(mapping.units).find(([, names]) => names.includes(said))?.[0];
}

function rolesIn(claims: Claims, mapping: ClaimMapping): Role[] {
  const said = valueOf(claims, mapping, 'roles');
  if (!Array.isArray(said)) return [];
  return roles.filter((role) => (mapping.roles?.[role] ?? [role]).some((name) => said.includes(name)));
}
