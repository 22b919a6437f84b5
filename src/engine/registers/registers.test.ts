// Typed addresses and company numbers beside a register: what is doubtful, what may be meant, and when nothing is said.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKind } from '../fields/address.ts';
import type { FieldDefinition } from '../definition/schema.ts';
import { adviseAddress } from './advise-address.ts';
import { lookUp } from './look-up.ts';
import type { Address, RegisteredStreet, Registers } from './registers.ts';

const known: [name: string, postalCode: string, last: number][] = [
  ['Freie Strasse', '4051', 120],
  ['Münsterplatz', '4051', 20],
  ['St. Alban-Vorstadt', '4052', 100],
  ['Hammerstrasse', '4057', 100],
  ['Hammerstrasse', '4058', 200],
  ['Wettsteinstrasse', '4058', 20],
  ['Wettsteinstrasse', '4125', 20],
];
const company = {
  uid: 'CHE-123.456.788',
  name: 'Probe AG',
  legalForm: 'ag',
  seat: 'Basel',
  asOf: '2026-11-24',
};
/** A register that thinks everything alike; the engine judges. */
const registers: Registers = {
  placesOf: (code) => (/^405[1-9]$/.test(code) ? ['Basel', 'Bâle'] : code === '4125' ? ['Riehen'] : []),
  streetsLike: async (_name, number): Promise<RegisteredStreet[]> =>
    known.map(([name, postalCode, last]) => ({
      name,
      postalCode,
      hasNumber: number === undefined || number <= last,
    })),
  building: async () => undefined,
  company: async (uid) => (uid === company.uid ? company : undefined),
};

function address(line: string): Address {
  const [, street = '', houseNumber = '', postalCode = '', town = ''] =
    /^(.*?) ?(\d\w*)?, (\S+) (.*)$/.exec(line) ?? [];
  return { street, houseNumber, postalCode, town };
}
const line = ({ street, houseNumber, postalCode, town }: Address) =>
  `${`${street} ${houseNumber}`.trim()}, ${postalCode} ${town}`;

describe('an address', () => {
  it.each([
    // As in the register, or spelled otherwise in case and accents only.
    ['Freie Strasse 12, 4051 Basel'],
    ['FREIE STRASSE 12a, 4051 Bâle'],
    ['Muensterplatz, 4051 basel'],
    ['Hammerstrasse 150, 4058 Basel'],
    // Elsewhere, or in no way like a street that is known.
    ['Freie Strasse 12, 8001 Zürich'],
    ['Rue du Rhône 1, 1204 Genève'],
    ['Unbekannter Weg 3, 4051 Basel'],
  ])('%s is taken as it is', async (typed) =>
    expect(await adviseAddress(address(typed), registers)).toBeUndefined(),
  );

  it.each([
    ['Freistrasse 12, 4051 Basel', 'street', ['Freie Strasse 12, 4051 Basel']],
    ['Freiestr. 12, 4051 Basel', 'street', ['Freie Strasse 12, 4051 Basel']],
    ['St Alban Vorstatd 5, 4052 Basel', 'street', ['St. Alban-Vorstadt 5, 4052 Basel']],
    ['Münsterplats 3, 4051 Riehen', 'street', ['Münsterplatz 3, 4051 Basel']],
    ['Freie Strasse 12, 4058 Basel', 'postalCode', ['Freie Strasse 12, 4051 Basel']],
    [
      'Wettsteinstrasse 1, 4051 Basel',
      'postalCode',
      ['Wettsteinstrasse 1, 4058 Basel', 'Wettsteinstrasse 1, 4125 Riehen'],
    ],
    ['Freie Strasse 500, 4051 Basel', 'houseNumber', []],
    ['Hammerstrasse 150, 4057 Basel', 'houseNumber', ['Hammerstrasse 150, 4058 Basel']],
    ['Freie Strasse 12, 4051 Riehen', 'town', ['Freie Strasse 12, 4051 Basel']],
    ['Unbekannter Weg 3, 4125 Basel', 'town', ['Unbekannter Weg 3, 4125 Riehen']],
  ])('%s: %s', async (typed, doubt, suggestions) => {
    const advice = await adviseAddress(address(typed), registers);
    expect(advice?.doubt).toBe(doubt);
    expect(advice?.suggestions.map(line)).toEqual(suggestions);
  });

  it('that was suggested is not doubted for its street, postal code or town', async () => {
    const anyStreet = fc
      .constantFrom(...known)
      .chain(([name]) =>
        fc.tuple(fc.constant(name), fc.nat(name.length), fc.constantFrom('', 'x', 'e'), fc.nat(1)),
      );
    await fc.assert(
      fc.asyncProperty(
        anyStreet,
        fc.constantFrom('4051', '4058', '4125'),
        async ([name, at, put, cut], code) => {
          const typed = {
            street: name.slice(0, at) + put + name.slice(at + cut),
            houseNumber: '1',
            postalCode: code,
          };
          const advice = await adviseAddress({ ...typed, town: 'Basel' }, registers);
          for (const each of advice?.suggestions ?? [])
            expect(await adviseAddress(each, registers)).toBeUndefined();
        },
      ),
    );
  });
});

describe('in the form', () => {
  const field: FieldDefinition = { id: 'a', type: 'address' };
  const context = { lists: {}, language: 'de' as const, text: () => undefined };
  const controls = (typed: Address, more: Record<string, string> = {}) => ({
    ...Object.fromEntries(Object.entries(typed).map(([part, text]) => [`a.${part}`, text])),
    ...more,
  });
  const read = (body: Record<string, string>) => addressKind.fromForm(body, 'a', undefined, field, context);

  it('a suggestion is taken as long as the address it was made for stands there', async () => {
    const typed = address(' Freistrasse 12, 4051 Basel');
    const finding = await lookUp(field, typed, registers, { lists: {} });
    if (finding?.kind !== 'address') throw new Error('There is no advice');
    const chosen = { 'a.offered': finding.offered, 'a.meant': finding.suggestions[0]?.value ?? '' };
    expect(read(controls(typed, chosen))).toEqual(address('Freie Strasse 12, 4051 Basel'));
    expect(read(controls(typed, { ...chosen, 'a.meant': '' }))).toEqual(typed);
    const other = address('Rosenweg 1, 4051 Basel');
    expect(read(controls(other, chosen))).toEqual(other);
  });

  it.each(['x', '{}', '[]', '[1,2]', '["a","b","c"]', 'null'])('%s is no suggestion', (meant) => {
    const typed = address('Rosenweg 1, 4051 Basel');
    const offered = JSON.stringify(['Rosenweg', '1', '4051', 'Basel']);
    expect(read(controls(typed, { 'a.offered': offered, 'a.meant': meant }))).toEqual(typed);
  });
});

describe('looking up', () => {
  const ask = (type: FieldDefinition['type'], raw: unknown) =>
    lookUp({ id: 'x', type }, raw, registers, { lists: {} });

  it('finds the company of a UID however it is written, and says when there is none', async () => {
    expect(await ask('uid', 'che 123 456 788')).toEqual({ kind: 'company', uid: company.uid, company });
    expect(await ask('uid', 'CHE-116.281.710')).toMatchObject({ kind: 'company', company: undefined });
  });

  it('asks nothing about blank and faulty values, and about other types', async () => {
    expect(await ask('uid', '')).toBeUndefined();
    expect(await ask('uid', 'CHE-123.456.789')).toBeUndefined();
    expect(await ask('address', { street: 'Freistrasse', postalCode: '4051' })).toBeUndefined();
    expect(await ask('text', 'Freistrasse')).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('uid' as const, 'address' as const),
        fc.jsonValue(),
        async (type, raw) => {
          await ask(type, raw);
        },
      ),
    );
  });
});
