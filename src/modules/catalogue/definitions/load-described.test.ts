// The described services of the real canton, and that every kind of fault in such a file is said with its line.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Canton } from '../../../kernel/canton.ts';
import { loadDescribed } from './load-described.ts';

const known = {
  units: new Set(['steuerverwaltung']),
  lifeEvents: new Set(['steuern']),
  audiences: new Set(['everyone']),
};
let folder: string;
const canton = () => ({ folder }) as Canton;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'described-'));
});
afterAll(() => rm(folder, { recursive: true }));

const entry = (id: string, more = '') => `- id: ${id}
  name: { de: Steuern bezahlen, fr: Payer ses impôts, it: Pagare le imposte, en: Pay taxes }
  summary: { de: So geht es., fr: Voici comment., it: Ecco come., en: How to do it. }
  owner: steuerverwaltung
  kind: payment
  level: cantonal
  audience: [everyone]
  lifeEvents: [steuern]
  ways: [online]
  legalBasis: []
${more}`;

async function load(text: string) {
  await mkdir(join(folder, 'described'), { recursive: true });
  await writeFile(join(folder, 'described', 's.yaml'), text);
  return loadDescribed(canton(), known);
}

describe('described services', () => {
  it('a canton may have none', async () => {
    expect(await loadDescribed(canton(), known)).toEqual({ described: [], faults: [] });
  });

  it('are read in the order of ids', async () => {
    const { described, faults } = await load(entry('steuern-b') + entry('steuern-a'));
    expect(faults).toEqual([]);
    expect(described.map(({ id }) => id)).toEqual(['steuern-a', 'steuern-b']);
  });

  it.each([
    ['the same id twice', entry('a') + entry('a'), /s\.yaml:11 .*a is there twice/],
    ['an unknown unit', entry('a').replace('steuerverwaltung', 'niemand'), /s\.yaml:4 .*no unit niemand/],
    ['an unknown life event', entry('a').replace('[steuern]', '[mars]'), /no life event mars/],
    ['an unknown audience', entry('a').replace('[everyone]', '[martians]'), /martians is not in audiences/],
    ['a missing language', entry('a').replace(', it: Pagare le imposte', ''), /s\.yaml:2 .*name/],
    ['an unknown key', entry('a', '  phone: "061"\n'), /s\.yaml:/],
    ['a link that is not safe', entry('a', '  web: javascript:alert(1)\n'), /web/],
  ])('%s is a fault', async (_, text, message) => {
    const { faults } = await load(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(message);
  });
});
