// A value is written into the canton's YAML where it belongs, whatever people have typed, and nothing else changes.
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { changeInFile } from './file-change.ts';

const file = `# Stellen
units:
  - id: one # eins
    name: { de: A, fr: B, it: C, en: D }
    web: https://a.ch
  - { id: two, name: { de: A, fr: B, it: C, en: D }, web: https://b.ch }
`;
const hostile = 'x: "y" # {{\n- z \u2028 \\ \'';
interface Read {
  units: Record<string, unknown>[];
}
const changed = (id: string, field: string, value: string) => {
  const text = changeInFile(file, 'units', id, field, value);
  return text === undefined ? undefined : (load(text) as Read).units.find((unit) => unit['id'] === id);
};

describe.each(['one', 'two'])('the entry %s', (id) => {
  it('takes a text of one language', () =>
    expect(changed(id, 'name.fr', hostile)?.['name']).toEqual({ de: 'A', fr: hostile, it: 'C', en: 'D' }));
  it('takes a plain value, a new one, and loses one', () => {
    expect(changed(id, 'web', 'https://c.ch')?.['web']).toBe('https://c.ch');
    expect(changed(id, 'address', hostile)?.['address']).toBe(hostile);
    expect(changed(id, 'web', '')).not.toHaveProperty('web');
  });
  it('takes a text that was not there, in all languages', () =>
    expect(changed(id, 'hours.de', 'Mo')?.['hours']).toEqual({ de: 'Mo', fr: 'Mo', it: 'Mo', en: 'Mo' }));
  it('takes a number below a name', () =>
    expect(changed(id, 'fee.amount', '25.50')?.['fee']).toEqual({ amount: 25.5 }));
});

it('keeps comments and the other lines', () => {
  const text = changeInFile(file, 'units', 'one', 'web', 'https://c.ch') ?? '';
  expect(text.split('\n').filter((line, index) => line !== file.split('\n')[index])).toEqual([
    '    web: "https://c.ch"',
  ]);
});

it('writes lists anew and keeps the translations of lines that stay', () => {
  const list = '- id: one\n  needs:\n    - { de: A, fr: B, it: C, en: D }\n  kind: x\n';
  const text = changeInFile(list, undefined, 'one', 'needs.de', 'A2\nneu') ?? '';
  expect(load(text)).toEqual([
    {
      id: 'one',
      needs: [
        { de: 'A2', fr: 'B', it: 'C', en: 'D' },
        { de: 'neu', fr: 'neu', it: 'neu', en: 'neu' },
      ],
      kind: 'x',
    },
  ]);
});

it('finds no place for an unknown entry', () => expect(changed('gone', 'web', 'x')).toBeUndefined());
