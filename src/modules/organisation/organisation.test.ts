// The organisation of the canton is whole, and a broken one stops the start with every fault.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from '../../kernel/app.ts';
import { addDays } from '../../engine/index.ts';
import { readCanton, type Canton } from '../../kernel/canton.ts';
import { loadOrganisation } from './load-organisation.ts';
import { loadHolidays } from './load-holidays.ts';
import { holidayName, holidaysOf, setHolidays } from './queries/holidays.ts';
import { childrenOf, departmentOf, isWithin, unitName, unitPath } from './queries/units.ts';
import { organisation } from './module.ts';

const canton = await readCanton('canton/basel-stadt');

async function brokenCanton(
  files: Record<string, string>,
): Promise<{ canton: Canton; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'canton-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { canton: { ...canton, folder }, remove: () => rm(folder, { recursive: true }) };
}

describe('the units of Basel-Stadt', async () => {
  const app = { canton } as App;
  await organisation.start?.(app);

  it('has no fault', async () => expect((await loadOrganisation(canton)).faults).toEqual([]));
  it('finds the department of a section', () =>
    expect(departmentOf(app, 'allmendverwaltung')?.id).toBe('bvd'));
  it('finds the department of a department', () => expect(departmentOf(app, 'gd')?.id).toBe('gd'));
  it('gives courts their highest unit', () =>
    expect(departmentOf(app, 'betreibungsamt')?.id).toBe('gerichte'));
  it('knows who lies below whom', () => {
    expect(isWithin(app, 'einwohneramt', 'jsd')).toBe(true);
    expect(isWithin(app, 'jsd', 'jsd')).toBe(true);
    expect(isWithin(app, 'jsd', 'einwohneramt')).toBe(false);
    expect(isWithin(app, 'gone', 'jsd')).toBe(false);
  });
  it('gives the way from the canton down', () =>
    expect(unitPath(app, 'veterinaeramt').map((unit) => unit.id)).toEqual([
      'kanton-bs',
      'regierungsrat',
      'gd',
      'veterinaeramt',
    ]));
  it('lists children', () => expect(childrenOf(app, 'bdm').map((unit) => unit.id)).toContain('einwohneramt'));
  it('names units, and says the id of one that has gone', () => {
    expect(unitName(app, 'veterinaeramt', 'de')).toBe('Kantonales Veterinäramt');
    expect(unitName(app, 'gone', 'fr')).toBe('gone');
  });
});

describe('a broken organisation', () => {
  const names = 'name: { de: A, fr: A, it: A, en: A }, responsibility: { de: A, fr: A, it: A, en: A }';
  it('is refused with all its faults, each with its line', async () => {
    const { canton: broken, remove } = await brokenCanton({
      'organisation.yaml': [
        'kinds: { amt: { de: Amt, fr: Office, it: Ufficio, en: Office } }',
        'units:',
        `  - { id: top, kind: amt, ${names} }`,
        `  - { id: lost, kind: amt, parent: nowhere, ${names} }`,
        `  - { id: ring-a, kind: amt, parent: ring-b, ${names} }`,
        `  - { id: ring-b, kind: amt, parent: ring-a, ${names} }`,
        `  - { id: top, kind: tower, parent: ring-b, ${names} }`,
      ].join('\n'),
    });
    const { faults } = await loadOrganisation(broken);
    await remove();
    expect(faults.map((fault) => fault.replace(/^.*organisation\.yaml:/, ''))).toEqual([
      '4 units[1].parent: There is no unit nowhere.',
      '5 units[2].parent: The unit ring-a lies below itself.',
      '6 units[3].parent: The unit ring-b lies below itself.',
      '7 units[4].id: The unit top is there twice.',
      '7 units[4].kind: The kind tower is not described.',
    ]);
  });

  it('is refused when a language is missing', async () => {
    const { canton: broken, remove } = await brokenCanton({
      'organisation.yaml': `kinds: { amt: { de: Amt, fr: Office, it: Ufficio, en: Office } }\nunits:\n  - { id: top, kind: amt, ${names.replace(', en: A }', ' }')} }\n`,
    });
    const { faults } = await loadOrganisation(broken);
    await remove();
    expect(faults.join('\n')).toMatch(
      /organisation\.yaml:3 units\[0\]\.name: must have required properties en/,
    );
  });

  it('stops the start', async () => {
    const { canton: broken, remove } = await brokenCanton({
      'organisation.yaml': 'units: 3',
      'map.yaml': 'outline: 3',
      'holidays.yaml':
        'weekend: [6, 7]\nholidays: [{ id: x, month: 2, day: 30, name: { de: X, fr: X, it: X, en: X } }]',
    });
    await expect(organisation.start?.({ canton: broken } as App)).rejects.toThrow(
      /has \d+ faults:[^]*units[^]*The month 2 has no day 30/,
    );
    await remove();
  });
});

describe('holidays', async () => {
  const app = { canton } as App;
  const { rules, faults } = await loadHolidays(canton);
  setHolidays(app, rules);

  const days = (year: number) => Array.from({ length: 365 }, (_, index) => addDays(`${year}-01-01`, index));

  it('has no fault', () => expect(faults).toEqual([]));
  it('are the nine days of the canton in 2026', () =>
    expect(days(2026).filter(holidaysOf(app))).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-08-01',
      '2026-12-25',
      '2026-12-26',
    ]));
  it('are asked for by day', () => {
    const isHoliday = holidaysOf(app);
    expect(isHoliday('2026-05-01')).toBe(true);
    expect(isHoliday('2026-05-02')).toBe(false);
    expect(isHoliday('nonsense')).toBe(false);
    expect(holidayName(app, '2027-05-06', 'fr')).toBe('Ascension');
  });
});
