// Threads judge as the program itself does, in the order of the folders; one that ends is said, not waited for.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Surroundings } from './judge-folder.ts';
import { judgeHere, judgeInThreads } from './judges.ts';
import { readLists, readServiceFolder } from './read-folder.ts';

const canton = 'canton/basel-stadt';
const id = 'schaden-oeffentlicher-raum';
const files = await readServiceFolder(join(canton, 'services', id));
const service = files['service.yaml'] ?? '';
const { lists } = await readLists(canton);
const around: Surroundings = {
  lists,
  remedies: {},
  units: new Set(['tiefbauamt']),
  lifeEvents: new Set(),
  audiences: new Set(),
  area: { outline: [], rivers: [] },
  offers: {},
  holidays: [{ month: 8, day: 1 }, { easter: 1 }],
  grants: [],
  services: new Set([id]),
};
/** The same folder twelve times, each with other faults, the last ones with a condition that explodes. */
const folders = Array.from({ length: 12 }, (_, index) => ({
  name: index % 3 === 0 ? id : `${id}-${index}`,
  files: {
    ...files,
    'service.yaml':
      index < 9
        ? service
        : service.replace(/^(pages:\n {2}- id: \S+\n)/m, '$1    when: for i in 1..99999 return i\n'),
  },
}));

describe('judges', () => {
  it('are of one mind, here and in threads', async () => {
    const threads = judgeInThreads(around, 2);
    const judged = await threads.judge(folders);
    await threads.stop();
    expect(judged).toEqual(await judgeHere(around).judge(folders));
    expect(judged.map(({ faults }) => faults.some(({ code }) => code === 'ID_MISMATCH'))).toEqual(
      folders.map(({ name }) => name !== id),
    );
    expect(judged.at(-1)?.faults.some(({ path }) => path === 'pages[0].when')).toBe(true);
  });

  it('fail when their threads end', async () => {
    const threads = judgeInThreads(around, 1);
    const judged = threads.judge(folders);
    const failed = expect(judged).rejects.toThrow('has ended');
    await threads.stop();
    await failed;
  });
});
