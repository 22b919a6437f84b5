// Clusters in the system place go only when it is sure that no data directory stands for them any more.
import { randomUUID } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeOrphans } from './embedded-orphans.ts';

const day = 24 * 3600_000;
let base: string;
let place: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'orphans-'));
  place = join(base, 'system');
  await mkdir(place);
});

afterEach(() => rm(base, { recursive: true, force: true }));

/** A cluster as findPlace leaves it. */
async function cluster(options: { linked: boolean; device?: number }) {
  const id = randomUUID();
  const home = join(place, id);
  const dataDir = join(base, `data-${id}`);
  await mkdir(join(home, 'data', 'global'), { recursive: true });
  await mkdir(dataDir);
  await writeFile(join(home, 'data', 'global', 'pg_control'), '');
  await writeFile(join(home, 'pointer'), `${id}\n`);
  const pointer = join(dataDir, 'postgres-elsewhere');
  if (options.linked) await link(join(home, 'pointer'), pointer);
  else await writeFile(pointer, `${id}\n`);
  const device = options.device ?? (await stat(dataDir)).dev;
  await writeFile(join(home, 'origin.json'), JSON.stringify({ dataDir, device, linked: options.linked }));
  return { home, dataDir };
}

const after = (days: number) => Date.now() + days * day;

test('a cluster whose data directory stands stays for ever', async () => {
  await cluster({ linked: true });
  await cluster({ linked: false });
  expect(await removeOrphans([], after(4000), place)).toEqual([]);
});

test('a renamed data directory keeps its cluster, since the pointer is the same file', async () => {
  const { dataDir } = await cluster({ linked: true });
  await rename(dataDir, `${dataDir}-renamed`);
  expect(await removeOrphans([], after(4000), place)).toEqual([]);
});

test('a deleted data directory takes its cluster along, after a day', async () => {
  const { home, dataDir } = await cluster({ linked: true });
  await rm(dataDir, { recursive: true });
  expect(await removeOrphans([], after(0.9), place)).toEqual([]);
  expect(await removeOrphans([], after(1.1), place)).toEqual([home]);
  expect(await readdir(place)).toEqual([]);
});

test('without a link it takes a month, and a disk that is not mounted is no reason', async () => {
  const gone = await cluster({ linked: false });
  const unmounted = await cluster({ linked: false, device: 987654321 });
  await rm(gone.dataDir, { recursive: true });
  await rm(unmounted.dataDir, { recursive: true });
  expect(await removeOrphans([], after(29), place)).toEqual([]);
  expect(await removeOrphans([], after(31), place)).toEqual([gone.home]);
});

test('what the caller uses and what is not ours stays', async () => {
  const { home, dataDir } = await cluster({ linked: true });
  await rm(dataDir, { recursive: true });
  await mkdir(join(place, 'something-else'));
  expect(await removeOrphans([home], after(100), place)).toEqual([]);
});

test('half-made clusters and programs of other versions go after a day', async () => {
  const draft = join(place, `${randomUUID()}.new-${randomUUID()}`);
  const programs = join(place, 'postgresql-18.1.0');
  const mine = join(place, 'postgresql-18.4.0');
  for (const folder of [draft, programs, mine]) await mkdir(folder);
  expect(await removeOrphans([mine], after(0.5), place)).toEqual([]);
  expect((await removeOrphans([mine], after(2), place)).sort()).toEqual([draft, programs].sort());
});
