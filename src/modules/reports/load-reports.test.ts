// The canton's reports.yaml: read whole, and everything that is wrong with one said with file and line.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanton } from '../../kernel/canton.ts';
import { loadReports } from './load-reports.ts';

const source = 'canton/basel-stadt';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
  await cp(join(source, 'lists'), join(folder, 'lists'), { recursive: true });
  await cp(join(source, 'canton.yaml'), join(folder, 'canton.yaml'));
});
afterAll(() => rm(folder, { recursive: true }));

async function faultsOf(change: (text: string) => string, isUnit = () => true): Promise<string[]> {
  const text = change(await readFile(join(source, 'reports.yaml'), 'utf8'));
  await writeFile(join(folder, 'reports.yaml'), text);
  return (await loadReports(await readCanton(folder), isUnit)).faults;
}

describe('reports.yaml', () => {
  it('of the canton has no fault', async () => expect(await faultsOf((text) => text)).toEqual([]));

  it.each<[string, (text: string) => string, RegExp]>([
    [
      'an area that is no municipality',
      (text) => text.replace('- id: riehen', '- id: loerrach'),
      /municipality loerrach/,
    ],
    [
      'a list that there is not',
      (text) => text.replace('places: orte-basel', 'places: mond'),
      /no list mond/,
    ],
    [
      'a category twice',
      (text) => text.replace('id: veloweg', 'id: schlagloch'),
      /schlagloch is there twice/,
    ],
    ['a group that there is not', (text) => text.replace('group: clean', 'group: dirty'), /no group dirty/],
    ['a choice without options', (text) => text.replace('type: yesno', 'type: choice'), /Which options/],
    ['a number to call that is none', (text) => text.replace('number: "118"', 'number: "061"'), /number/],
  ])('%s is a fault with its line', async (_what, change, message) => {
    const faults = await faultsOf(change);
    expect(faults.join('\n')).toMatch(message);
    expect(faults[0]).toMatch(/reports\.yaml:\d+ /);
  });

  it('a unit that there is not is a fault', async () => {
    expect(
      (
        await faultsOf(
          (text) => text,
          () => false,
        )
      ).join(),
    ).toContain('There is no unit tiefbauamt');
  });
});
