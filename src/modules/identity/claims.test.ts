// What claims become: staff only with unit and known roles, clean names, known levels.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '../../kernel/actor.ts';
import { classOf, readClaims } from './claims.ts';

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
