// The canton's rough map holds all known places, and a broken one is said with its line.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadList } from '../../engine/index.ts';
import { contains } from '../../engine/location/area.ts';
import { readCanton } from '../../kernel/canton.ts';
import { loadMap } from './load-map.ts';

const canton = await readCanton('canton/basel-stadt');

it('holds every place of the lists inside, and neighbours outside', async () => {
  const { area, faults } = await loadMap(canton);
  expect(faults).toEqual([]);
  const { list } = loadList(
    'orte-basel',
    await readFile(join(canton.folder, 'lists/orte-basel.yaml'), 'utf8'),
  );
  const places = list.flatMap(({ id, at }) => (at ? [{ id, lon: at[0], lat: at[1] }] : []));
  expect(places.length).toBeGreaterThan(10);
  expect(places.filter((place) => !contains(area.outline, place))).toEqual([]);
  // Riehen's church, St. Chrischona, Bruderholz; then Lörrach, Muttenz, Binningen's castle, Saint-Louis.
  const inside = (lat: number, lon: number) => contains(area.outline, { lon, lat });
  expect([inside(47.5841, 7.6485), inside(47.5717, 7.687), inside(47.53, 7.592)]).toEqual([true, true, true]);
  expect([
    inside(47.6146, 7.6646),
    inside(47.5227, 7.6451),
    inside(47.536, 7.56),
    inside(47.59, 7.56),
  ]).toEqual([false, false, false, false]);
});

it('says what is wrong with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'canton-'));
  await writeFile(join(folder, 'map.yaml'), 'outline: [[7.5, 47.5], [97, 47.5], [7.6, 47.6]]\nrivers: []\n');
  const { faults } = await loadMap({ ...canton, folder });
  await rm(folder, { recursive: true });
  expect(faults.join('\n')).toMatch(/map\.yaml:1 outline\[1\]\[0\]/);
});
