// A catalogue of 1,000 definitions against the canton's own: first start, later start, and what it costs in memory.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, type Figure } from './figures.ts';
import { startProgram } from './program.ts';

const wanted = 1000;

/** The canton with its services copied under other ids, each with the register grants of its pattern, until there are 1,000. */
async function makeLargeCanton(own: string, large: string): Promise<void> {
  await cp(own, large, { recursive: true });
  const grantsFile = join(large, 'registers', 'grants.yaml');
  const given = await readFile(grantsFile, 'utf8');
  const entries = given.split(/^(?= {2}- reader: )/m).slice(1);
  const grants = [given.trimEnd()];
  const patterns = await readdir(join(own, 'services'));
  for (let made = patterns.length; made < wanted; made++) {
    const pattern = patterns[made % patterns.length] ?? '';
    const id = `${pattern}-${Math.floor(made / patterns.length)}`;
    const folder = join(large, 'services', id);
    await cp(join(own, 'services', pattern), folder, { recursive: true });
    const file = join(folder, 'service.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^id: .*$/m, `id: ${id}`));
    for (const entry of entries.filter((each) => each.startsWith(`  - reader: ${pattern}\n`)))
      grants.push(entry.replace(/reader: .*/, `reader: ${id}`).trimEnd());
  }
  await writeFile(grantsFile, `${grants.join('\n')}\n`);
}

interface Start {
  first: number;
  later: number;
  /** In use after the later start, at rest. */
  megabytes: number;
}

async function start(dataDir: string, canton: string): Promise<Start> {
  const env = { CANTON: canton, SEED: 'none' };
  const first = await startProgram(dataDir, env);
  await first.settle();
  await first.stop();
  const later = await startProgram(dataDir, env);
  await sleep(5000);
  const megabytes = (await later.metric('process_resident_memory_bytes')) / 1e6;
  await later.stop();
  return { first: first.seconds, later: later.seconds, megabytes };
}

/** @param own folder of the canton */
export async function catalogue(folder: string, own: string): Promise<Figure[]> {
  const large = join(folder, 'canton-large');
  await makeLargeCanton(own, large);
  const [ours, limits]: [Start[], Start[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    const data = join(folder, 'catalogue');
    for (const [canton, starts] of [
      [own, limits],
      [large, ours],
    ] as const) {
      await mkdir(data, { mode: 0o711 });
      starts.push(await start(data, canton));
      await rm(data, { recursive: true, force: true });
    }
  }
  const figure = (task: string, unit: string, part: keyof Start): Figure => ({
    task,
    value: median(ours.map((each) => each[part])),
    limit: median(limits.map((each) => each[part])),
    unit,
    against: 'the same with the definitions of the canton',
    better: 'lower',
    n: ours.length,
    subject: `${wanted} definitions, without seed`,
  });
  return [
    figure('catalogue-first-start', 's', 'first'),
    figure('catalogue-later-start', 's', 'later'),
    figure('catalogue-memory', 'MB', 'megabytes'),
  ];
}
