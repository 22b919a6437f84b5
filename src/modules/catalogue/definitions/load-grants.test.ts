// The canton's grants: every service has what it reads, nothing more; what is missing or wrong is said with file and line.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import {
  loadDefinition,
  registerField,
  type DefinitionFault,
  type KnownSource,
} from '../../../engine/index.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { loadGrants } from './load-grants.ts';
import { readServiceFolder, serviceFolders, serviceIds } from './read-folder.ts';

const folder = 'canton/basel-stadt';

it('name only fields that the service asks for', async () => {
  const canton = await readCanton(folder);
  const { grants, faults } = await loadGrants(canton, new Set(await serviceIds(folder)));
  expect(faults).toEqual([]);
  const tooMuch: string[] = [];
  for (const path of await serviceFolders(folder)) {
    const text = await readFile(join(path, 'service.yaml'), 'utf8');
    const read = [...text.matchAll(/source: ([a-z]+\.[a-zA-Z]+)/g)].map(([, source]) =>
      registerField(source as KnownSource),
    );
    const grant = grants.find(({ reader }) => reader === basename(path));
    for (const register of ['residents', 'companies'] as const)
      for (const field of grant?.[register] ?? [])
        if (!read.some((each) => each?.register === register && each.field === field))
          tooMuch.push(`${basename(path)}: ${register} ${field}`);
  }
  expect(tooMuch).toEqual([]);
});

it('a service that reads more than its grant has a fault at the field', async () => {
  const canton = await readCanton(folder);
  const { grants } = await loadGrants(canton, new Set(await serviceIds(folder)));
  const files = await readServiceFolder(join(folder, 'services', 'hund-anmelden'));
  const load = (changed: Record<string, string>): DefinitionFault[] => {
    const loaded = loadDefinition({
      ...{ lists: {}, grants },
      files: { ...files, ...changed },
    });
    return ('faults' in loaded ? loaded.faults : []).filter(({ code }) => code === 'NO_GRANT');
  };
  const text = files['service.yaml'] ?? '';
  expect(load({})).toEqual([]);
  const line = text.split('\n').findIndex((each) => each.includes('person.address')) + 1;
  expect(load({ 'service.yaml': text.replace('person.address', 'person.municipality') })).toMatchObject([
    { file: 'service.yaml', line, path: 'pages[0].fields[2].source' },
  ]);
  expect(load({ 'service.yaml': text.replace('id: hundekontrolle', 'id: werbung') })).toHaveLength(3);
});

it('a broken file is said with all its faults', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'grants-'));
  await cp(folder, copy, { recursive: true });
  const path = join(copy, 'registers/grants.yaml');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    `${text.replace('reader: identify-at-counter', 'reader: nobody')}${text.slice(text.indexOf('  - reader: public-entry'))}`,
  );
  const ids = new Set(await serviceIds(copy));
  const { faults } = await loadGrants(await readCanton(copy), ids);
  expect(faults[0]).toMatch(/grants\.yaml:\d+ .*There is no service nobody/);
  expect(faults.length).toBeGreaterThan(30);
  await writeFile(path, text.replace('residents: [firstName', 'residents: [religion'));
  expect((await loadGrants(await readCanton(copy), ids)).faults[0]).toMatch(/grants\.yaml:\d+/);
  await rm(copy, { recursive: true });
});
