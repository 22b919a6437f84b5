// The canton's duties, and every fault of such a file with its line.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCanton } from '../../../kernel/canton.ts';
import { loadDuties } from './load-duties.ts';

const own = await readCanton('canton/basel-stadt');

async function load(change: (text: string) => string) {
  const folder = await mkdtemp(join(tmpdir(), 'duties-'));
  try {
    const text = await readFile(join(own.folder, 'duties.yaml'), 'utf8');
    await writeFile(join(folder, 'duties.yaml'), change(text));
    return await loadDuties({ ...own, folder }, (id) => id !== 'no-service');
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('holds the duties of the canton, none of them abolished', async () => {
  const { file, faults } = await load((text) => text);
  expect(faults).toEqual([]);
  expect(file?.duties.length).toBeGreaterThan(45);
  expect(file?.notApplicable).toContain('feuerwehrersatzabgabe');
  expect(JSON.stringify(file?.duties)).not.toMatch(/feuerwehr/i);
});

it('asks for nothing that no rule uses', async () => {
  const { file } = await load((text) => text);
  const rules = file?.duties.map(({ when, due }) => `${when} ${JSON.stringify(due)}`).join(' ') ?? '';
  const names = [...(file?.fields.keys() ?? [])];
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(rules))).toEqual([]);
});

describe('a fault', () => {
  it.each([
    ['a name that there is not', /when: hund\n/, 'when: katze\n', '«katze» is neither'],
    ['a day for yes/no', /when: hund\n/, 'when: hundSeit\n', 'must be yes/no'],
    ['an unknown date', /after: hundSeit/, 'after: katzeSeit', 'There is no date katzeSeit'],
    ['a fact in the place of a date', /after: hundSeit/, 'after: hund', 'There is no date hund'],
    ['an unknown service', /service: hund-anmelden/, 'service: no-service', 'There is no service no-service'],
    ['an abolished duty', /- id: hundesteuer/, '- id: feuerwehrersatzabgabe', 'is no duty here'],
    ['a duty twice', /- id: hundesteuer/, '- id: hund-anmelden', 'is there twice'],
    ['an unknown group', /group: alltag/, 'group: allnacht', 'There is no group allnacht'],
    [
      'a law without a roll',
      /due: \{ open: invoice \}/,
      'due: { open: invoice }\n    rollBasis: X',
      'does not say what',
    ],
    ['a month that there is not', /month: 3, day: 31/, 'month: 13, day: 31', 'must'],
    ['a missing language', /fr: "[^"]*", (it: "Annunciare l’arrivo")/, '$1', 'fr'],
  ])('%s is found with its line', async (_name, pattern, replacement, message) => {
    const { faults } = await load((text) => text.replace(pattern, replacement));
    expect(faults.join('\n')).toContain(message);
    expect(faults[0]).toMatch(/duties\.yaml:\d+ /);
  });
});
