// What claims become: staff only with unit and known roles, clean names, known levels.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '../../kernel/actor.ts';
import { readCanton } from '../../kernel/canton.ts';
import { readSignIn, type ClaimMapping } from './canton-sign-in.ts';
import { readClaims as read } from './claims.ts';

const { public: standard } = await readSignIn(await readCanton('canton/basel-stadt'));
const readClaims = (claims: Record<string, unknown> & { sub: string }, mapping: ClaimMapping = standard) =>
  read(claims, mapping, true);
const classOf = (level: 'low' | 'high') => standard.assurance[level][0];

describe('claims', () => {
  it('make a member of staff of someone with a unit and a known role', () => {
    expect(
      readClaims({ sub: 's', name: 'A', unit: 'hr', roles: ['clerk', 'root', 'resident'] }),
    ).toMatchObject({
      kind: 'staff',
      unit: 'hr',
      roles: ['clerk'],
    });
  });

  it.each([
    [{ roles: ['clerk'] }],
    [{ unit: 'hr' }],
    [{ unit: 'hr', roles: [] }],
    [{ unit: 'hr', roles: 'clerk' }],
    [{ unit: 'hr', roles: ['resident'] }],
    [{ unit: 'hr', roles: ['CLERK'] }],
    [{ unit: ' ', roles: ['clerk'] }],
    [{ unit: 7, roles: ['clerk'] }],
  ])('make a person of anyone else: %j', (claims) => {
    expect(readClaims({ sub: 's', ...claims })).toMatchObject({
      kind: 'person',
      unit: undefined,
      roles: ['resident'],
    });
  });

  it('give no level but the ones we know', () => {
    expect(readClaims({ sub: 's', acr: classOf('high') }).assurance).toBe('high');
    expect(readClaims({ sub: 's', acr: 'high' }).assurance).toBe('low');
    expect(readClaims({ sub: 's' }).assurance).toBe('low');
  });

  it('put a name together, and fall back to the subject', () => {
    expect(readClaims({ sub: 's', given_name: 'Ada', family_name: 'Muster' }).name).toBe('Ada Muster');
    expect(readClaims({ sub: 's', name: '  \u0000 ' }).name).toBe('s');
    expect(readClaims({ sub: 's', name: 'A\u0000B\nC' }).name).toBe('ABC');
  });

  it('are called what the mapping says, deep inside or under an address, by exactly that way', () => {
    const mapping: ClaimMapping = {
      ...standard,
      claims: {
        roles: ['realm_access', 'roles'],
        unit: 'https://example.org/office',
        name: ['person', 'display'],
      },
      roles: { clerk: ['Sachbearbeitung', 'SB'], head: ['Leitung'] },
      units: { einwohneramt: ['Einwohneramt BS'] },
      assurance: { low: ['0'], substantial: ['1', 'mfa'], high: ['2'], otherwise: 'low' },
    };
    const claims = {
      sub: 's',
      realm_access: { roles: ['SB', 'clerk-of-something', 'dpo'] },
      'https://example.org/office': 'Einwohneramt BS',
      person: { display: 'Erika' },
      acr: 'mfa',
    };
    expect(readClaims(claims, mapping)).toMatchObject({
      kind: 'staff',
      roles: ['clerk', 'dpo'],
      unit: 'einwohneramt',
      name: 'Erika',
      assurance: 'substantial',
    });
    // Not what every object has, and no unit that the mapping does not know.
    expect(readClaims({ ...claims, realm_access: 'constructor' }, mapping).kind).toBe('person');
    expect(readClaims({ ...claims, 'https://example.org/office': 'Einwohneramt' }, mapping).kind).toBe(
      'person',
    );
    expect(readClaims({ sub: 's' }, { ...mapping, claims: { name: ['__proto__', 'name'] } }).name).toBe('s');
    expect(
      readClaims(
        { sub: 's', acr: 'low' },
        { ...mapping, assurance: { ...mapping.assurance, otherwise: 'substantial' } },
      ).assurance,
    ).toBe('substantial');
  });

  it('of staff say which entry of the register they are: nobody decides their own matter', () => {
    expect(readClaims({ sub: 's', unit: 'hr', roles: ['clerk'], register_id: 'r' })).toMatchObject({
      kind: 'staff',
      registerId: 'r',
    });
  });

  it('make nobody staff at a provider that may not say so', () => {
    const claims = { sub: 's', unit: 'hr', roles: ['clerk'], register_id: 'r' };
    expect(read(claims, standard, false)).toMatchObject({
      kind: 'person',
      roles: ['resident'],
      registerId: 'r',
    });
  });

  it('give no address that the provider has not verified, however it says so', () => {
    const email = 'a@example.org';
    const given = (verified: unknown, emailVerified: ClaimMapping['emailVerified']) =>
      read(
        { sub: 's', email, email_verified: verified },
        emailVerified === undefined ? standard : { ...standard, emailVerified },
        false,
      ).email;
    for (const rule of [undefined, 'claim', 'always'] as const) {
      for (const verified of [true, 'true']) expect(given(verified, rule)).toBe(email);
      for (const unverified of [false, 'false', 'no', 0, null])
        expect(given(unverified, rule)).toBeUndefined();
    }
    // Who says nothing counts as having verified nothing, unless the canton answers for it.
    expect(given(undefined, undefined)).toBeUndefined();
    expect(given(undefined, 'claim')).toBeUndefined();
    expect(given(undefined, 'always')).toBe(email);
  });

  it('whatever they are, make a well-formed account', () => {
    const value = fc.anything({ maxDepth: 2 });
    const keys = [
      'name',
      'given_name',
      'family_name',
      'email',
      'locale',
      'acr',
      'unit',
      'roles',
      'register_id',
      'organisation_id',
    ];
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.dictionary(fc.constantFrom(...keys), value),
        (sub, claims) => {
          const account = readClaims({ ...claims, sub });
          expect(account.name.length).toBeGreaterThan(0);
          expect(account.name).not.toMatch(/\p{Cc}/u);
          expect(account.kind === 'staff').toBe(account.unit !== undefined);
          expect(account.roles.every((role) => roles.includes(role))).toBe(true);
          expect(['low', 'substantial', 'high']).toContain(account.assurance);
        },
      ),
    );
  });
});
