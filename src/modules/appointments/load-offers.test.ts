// The canton's offers are whole, and a broken file says everything that is wrong with it, with its line.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCanton } from '../../kernel/canton.ts';
import { loadOrganisation } from '../organisation/load-organisation.ts';
import { loadOffers } from './load-offers.ts';

const canton = await readCanton('canton/basel-stadt');

describe('offers of appointments', () => {
  it('of the canton have no fault', async () => {
    const { organisation } = await loadOrganisation(canton);
    const { offers, faults } = await loadOffers(canton, (id) => organisation.byId.has(id));
    expect(faults).toEqual([]);
    expect(Object.keys(offers)).toContain('passamt-ausweis');
  });

  it('are refused with all faults at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canton-'));
    const offer = (more: string) =>
      `  - { id: a, unit: b, place: { de: A, fr: A, it: A, en: A }, minutes: 20, capacity: 1, ${more} }`;
    const hours = (from: string, to: string) => `hours: [{ days: [1], from: '${from}', to: '${to}' }]`;
    await writeFile(
      join(folder, 'appointments.yaml'),
      [
        'offers:',
        offer(`notice: 5, ahead: 3, ${hours('09:00', '09:10')}`),
        offer(`notice: 1, ahead: 3, ${hours('09:00', '10:00')}`),
      ].join('\n'),
    );
    const { faults } = await loadOffers({ ...canton, folder }, (id) => id !== 'b');
    expect(faults.map((fault) => fault.replace(/^.*appointments\.yaml:/, ''))).toEqual([
      '2 offers[0].unit: There is no unit b.',
      '2 offers[0].notice: The earliest day lies behind the latest.',
      '2 offers[0].hours[0].to: No appointment of 20 minutes fits.',
      '3 offers[1].id: The offer a is there twice.',
      '3 offers[1].unit: There is no unit b.',
    ]);
    await writeFile(
      join(folder, 'appointments.yaml'),
      ['offers:', offer(`notice: 0, ahead: 3, ${hours('03:00', '10:00')}`)].join('\n'),
    );
    const shape = (await loadOffers({ ...canton, folder })).faults.join('\n');
    expect(shape).toMatch(/notice/);
    expect(shape).toMatch(/hours\[0\]\.from/);
    await rm(folder, { recursive: true });
  });
});
