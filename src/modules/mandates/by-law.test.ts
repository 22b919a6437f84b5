// The rules of representation by law: what an entry of a register lets somebody do on a day.
import { describe, expect, it } from 'vitest';
import { lastMinorDay, rightByLaw, type RegisterEntry } from './by-law.ts';

const child: RegisterEntry = {
  register: 'residents',
  birthDate: '2009-02-14',
  dead: false,
  representatives: [
    { person: 'luis', kind: 'parent' },
    { person: 'paula', kind: 'parent' },
  ],
};
const ward: RegisterEntry = {
  ...child,
  birthDate: '1938-01-01',
  representatives: [{ person: 'tom', kind: 'guardian', areas: ['geld'], until: '2028-06-30' }],
};
const company: RegisterEntry = {
  register: 'companies',
  birthDate: undefined,
  dead: false,
  representatives: [
    { person: 'dario', signing: 'joint' },
    { person: 'giulia', signing: 'single' },
    { person: 'beat' },
  ],
};

it.each([
  ['2009-02-14', '2027-02-13'],
  ['2009-01-01', '2026-12-31'],
  ['2009-03-01', '2027-02-28'],
  // In a year without 29 February childhood lasts until its eve, 28 February.
  ['2008-02-29', '2026-02-28'],
])('a child born on %s is one until %s', (born, last) => expect(lastMinorDay(born)).toBe(last));

describe('who may act', () => {
  const table: [string, RegisterEntry, string, string, object | undefined][] = [
    ['a parent', child, 'luis', '2026-11-26', { kind: 'parent', areas: null, until: '2027-02-13' }],
    ['the other parent', child, 'paula', '2027-02-13', { kind: 'parent' }],
    ['a parent on the 18th birthday', child, 'luis', '2027-02-14', undefined],
    [
      'a parent of a child without a birthday',
      { ...child, birthDate: undefined },
      'luis',
      '2026-11-26',
      undefined,
    ],
    ['a parent whose child has died', { ...child, dead: true }, 'luis', '2026-11-26', undefined],
    ['somebody else', child, 'tom', '2026-11-26', undefined],
    ['a guardian', ward, 'tom', '2028-06-30', { kind: 'guardian', areas: ['geld'], until: '2028-06-30' }],
    ['a guardian a day late', ward, 'tom', '2028-07-01', undefined],
    [
      'who signs jointly',
      company,
      'dario',
      '2026-11-26',
      { kind: 'signatory', signing: 'joint', until: null },
    ],
    ['who signs alone', company, 'giulia', '2026-11-26', { signing: 'single' }],
    ['who does not sign', company, 'beat', '2026-11-26', undefined],
  ];
  it.each(table)('%s', (_what, entry, person, today, right) => {
    if (right === undefined) expect(rightByLaw(entry, person, today)).toBeUndefined();
    else expect(rightByLaw(entry, person, today)).toMatchObject(right);
  });

  it('somebody named twice has the wider right, a guardian until the first of the ends', () => {
    const twice = {
      ...ward,
      representatives: [
        ...ward.representatives,
        { person: 'tom', kind: 'guardian' as const, areas: ['wohnen'] },
      ],
    };
    expect(rightByLaw(twice, 'tom', '2026-11-26')).toEqual({
      ...{ kind: 'guardian', signing: null, areas: ['geld', 'wohnen'], until: '2028-06-30' },
    });
    const signsTwice = {
      ...company,
      representatives: [...company.representatives, { person: 'dario', signing: 'single' as const }],
    };
    expect(rightByLaw(signsTwice, 'dario', '2026-11-26')).toMatchObject({ signing: 'single' });
  });
});
