// Grouping loses no use and no field, and keeps apart what differs.
import { expect, test } from 'vitest';
import type { DescribedAccess } from './describe-access.ts';
import { groupAccesses } from './group-accesses.ts';

const access = (at: string, more: Partial<DescribedAccess> = {}): DescribedAccess => ({
  id: at,
  at,
  who: { role: 'Sachbearbeitung', unit: 'Veterinäramt' },
  whoText: 'Sachbearbeitung, Veterinäramt',
  fields: ['Name'],
  purpose: 'Geschäft bearbeiten: Hund anmelden',
  legalBasis: 'Hundegesetz',
  case: '2026-AAAA-AAAA',
  changed: false,
  hidden: null,
  own: false,
  ...more,
});

test('the same thing on the same day is one row with its first and last time and all fields', () => {
  const [only, ...others] = groupAccesses([
    access('2026-11-24T13:57:00Z', { fields: ['Name', 'Verlauf'] }),
    access('2026-11-24T13:00:00Z', { whoText: 'Programm' }),
    access('2026-11-24T09:56:00Z', { fields: ['Nachweise'] }),
  ]);
  expect(only).toMatchObject({
    at: '2026-11-24T13:57:00Z',
    firstAt: '2026-11-24T09:56:00Z',
    count: 2,
    ids: ['2026-11-24T13:57:00Z', '2026-11-24T09:56:00Z'],
    day: '2026-11-24',
    fields: ['Name', 'Verlauf', 'Nachweise'],
  });
  expect(others.map(({ whoText, count }) => [whoText, count])).toEqual([['Programm', 1]]);
});

test('another day in Switzerland, person, purpose, case or a change stays apart', () => {
  const all = [
    access('2026-11-24T23:30:00Z'),
    access('2026-11-24T22:30:00Z'),
    access('2026-11-24T22:29:00Z', { purpose: 'Brief erstellen' }),
    access('2026-11-24T22:28:00Z', { case: null }),
    access('2026-11-24T22:27:00Z', { changed: true }),
    access('2026-11-24T22:26:00Z', { legalBasis: null }),
  ];
  expect(groupAccesses(all)).toHaveLength(all.length);
});
