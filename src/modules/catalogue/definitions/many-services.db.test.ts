// A catalogue of many definitions: threads judge them, and a start with them is as strict as with few.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { search } from '../queries/search.ts';
import { searchIsComplete } from '../queries/search-complete.ts';
import { examplesOf, serviceById } from '../queries/services.ts';
import { indexServices } from '../search/own-entries.ts';
import { cataloguedApp, type CataloguedApp } from '../testing/catalogued-app.ts';

const pattern = 'schaden-oeffentlicher-raum';
const copies = 160;

let catalogued: CataloguedApp;
let folder: string;
beforeAll(async () => {
  catalogued = await cataloguedApp();
  folder = await mkdtemp(join(tmpdir(), 'canton-'));
  await cp('canton/basel-stadt', folder, { recursive: true });
  for (let copy = 0; copy < copies; copy++) {
    const to = join(folder, 'services', `${pattern}-${copy}`);
    await cp(join('canton/basel-stadt/services', pattern), to, { recursive: true });
    await change(`${pattern}-${copy}/service.yaml`, /^id: .*$/m, `id: ${pattern}-${copy}`);
  }
});
afterAll(async () => {
  await catalogued.stop();
  await rm(folder, { recursive: true });
});

async function change(file: string, from: RegExp, to: string): Promise<void> {
  const path = join(folder, 'services', file);
  const text = await readFile(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
}

const published = async () => {
  const { rows } = await catalogued.app.pool.query<{ count: number }>(
    `select count(*)::int as count from catalogue.service_version where service_id like '${pattern}-%'`,
  );
  return rows[0]?.count;
};

describe('many definitions', () => {
  it('are judged as strictly: all faults with file, line and path, and nothing is published', async () => {
    await change(`${pattern}-3/service.yaml`, /^owner: .*$/m, 'owner: nobody');
    await change(`${pattern}-77/cases.yaml`, /fee: \d+/, 'fee: 4711');
    const error: unknown = await catalogued.restart(folder).catch((each: unknown) => each);
    const message = error instanceof Error ? error.message : '';
    expect(message).toContain('The services have 2 faults:');
    expect(message).toMatch(/-3\/service\.yaml:\d+:\d+ owner: There is no unit «nobody»/);
    expect(message).toMatch(/-77\/cases\.yaml:\d+:\d+ \[0\]\.expect\.fee: .*expected 4711/);
    expect(await published()).toBe(0);
    await change(`${pattern}-3/service.yaml`, /^owner: .*$/m, 'owner: tiefbauamt');
    await change(`${pattern}-77/cases.yaml`, /fee: 4711/, 'fee: 0');
  });

  it('are published and served, and not judged again at the next start', async () => {
    const app = await catalogued.restart(folder);
    expect(await published()).toBe(copies);
    expect(serviceById(app, `${pattern}-42`)).toEqual({
      ...serviceById(app, pattern),
      id: `${pattern}-42`,
    });
    expect(examplesOf(app, `${pattern}-42`)).toEqual(examplesOf(app, pattern));
    await app.pool.query(`update catalogue.checked_service set examples = '[]'`);
    expect(examplesOf(await catalogued.restart(folder), `${pattern}-42`)).toEqual([]);
  });

  it('can be found a moment later: a job fills the index, and until then the search says that it is incomplete', async () => {
    const app = await catalogued.restart(folder);
    const find = async () =>
      (await search(app, { q: 'Schaden im öffentlichen Raum melden', lang: 'de', type: 'service' })).items
        .length;
    expect(await searchIsComplete(app)).toBe(false);
    expect(await find()).toBeLessThan(5);
    const { rows } = await app.pool.query(
      `select task_identifier from graphile_worker.jobs where task_identifier = 'catalogue.index-services'`,
    );
    expect(rows).toHaveLength(1);
    await indexServices(app);
    expect(await searchIsComplete(app)).toBe(true);
    expect(await find()).toBe(20);
    expect(await searchIsComplete(await catalogued.restart(folder))).toBe(true);
    expect(await searchIsComplete(await catalogued.restart())).toBe(true);
  });
});
