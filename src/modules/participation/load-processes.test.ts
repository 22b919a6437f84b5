// The canton's processes hold, and each planted fault is found with file, line and path.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanton, type Canton } from '../../kernel/canton.ts';
import { loadProcesses } from './load-processes.ts';

let canton: Canton;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'participation-'));
  await cp('canton/basel-stadt', folder, { recursive: true });
  canton = await readCanton(folder);
});
afterAll(() => rm(canton.folder, { recursive: true }));

const all = () => true;

/** The faults after a change of one file, which is put back. */
async function faultsWith(name: string, from: string, to: string): Promise<string[]> {
  const path = join(canton.folder, name);
  const before = await readFile(path, 'utf8');
  expect(before).toContain(from);
  await writeFile(path, before.replace(from, to));
  const { faults } = await loadProcesses(canton, all);
  await writeFile(path, before);
  return faults;
}

describe('the processes of Basel-Stadt', () => {
  it('hold, with all instruments', async () => {
    const { processes, instruments, faults } = await loadProcesses(canton, all);
    expect(faults).toEqual([]);
    expect(instruments.length).toBeGreaterThanOrEqual(20);
    expect(new Set(processes.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['a kind that there is not', 'kind: consultation', 'kind: lottery', / kind: /],
    ['an unknown key', 'version: 1', 'version: 1\ncolour: red', /colour|additional/],
    ['another id than the file', 'id: buergerraete', 'id: andere', /:\d+ id: The file is called/],
    [
      'an instrument that there is not',
      'instrument: vernehmlassung',
      'instrument: magie',
      /instrument magie/,
    ],
    ['two weeks where the law asks for two months', 'from: day+15', 'from: day-36', /open for 2 months/],
    ['phases out of order', 'from: day+110', 'from: day+1', /begins after the one before/],
    [
      'an act that the kind does not have',
      'takes: [comment, suggestion, statement]',
      'takes: [dance]',
      /no act dance/,
    ],
    ['days of a demonstration in a real process', 'invented: true', 'invented: false', /demonstrations only/],
    ['a clock of no phase', 'from: review', 'from: nowhere', /no phase nowhere/],
    ['a paragraph twice', 'id: auslosung', 'id: zweck', /paragraphs\[1\]\.id: zweck is there twice/],
  ] as [string, string, string, RegExp][])('are refused with %s', async (_what, from, to, words) => {
    const faults = await faultsWith('participation/buergerraete.yaml', from, to);
    expect(faults.join('\n')).toMatch(words);
    expect(faults.every((fault) => /buergerraete\.yaml:\d+ /.test(fault))).toBe(true);
  });

  it('are refused where a petition promises no answer in time', async () => {
    const faults = await faultsWith('participation/wasserspiele.yaml', 'months: 18', 'months: 24');
    expect(faults.join('\n')).toMatch(/answered within 18 months/);
  });
});
