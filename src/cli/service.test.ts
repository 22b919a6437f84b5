// The command `service check` as people run it: exit code, faults with file, line and path, results of the examples.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
/** The product's own Node reads TypeScript as it is. */
const node = join('node_modules', '.bin', 'node');
const canton = join('canton', 'basel-stadt');
let copy = '';

async function service(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(node, ['src/cli/service.ts', ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'canton-'));
  await cp(canton, copy, {
    recursive: true,
    filter: (path) => !/services.[^/\\]+$/.test(path) || path.endsWith('hund-anmelden'),
  });
});
afterAll(() => rm(copy, { recursive: true, force: true }));

describe('npm run service -- check', { timeout: 60_000 }, () => {
  it('works the examples of a service without faults', async () => {
    const { code, stdout } = await service('check', join(copy, 'services', 'hund-anmelden'));
    expect(stdout).toMatch(/hund-anmelden version \d+: no faults/);
    expect(stdout).toMatch(/ok {2}Ein Hund, sofort bestätigt: .*CHF 160\.00, at-once/);
    expect(code).toBe(0);
  });

  it('does not stumble over a folder where files are expected', async () => {
    const odd = join(copy, 'services', 'hund-anmelden', 'texts', 'alt');
    await mkdir(odd);
    const { code, stderr } = await service('check', join(copy, 'services', 'hund-anmelden'));
    await rm(odd, { recursive: true });
    expect([code, stderr]).toEqual([0, '']);
  });

  it('lists every fault with file, line and path, and ends with 1', async () => {
    const file = join(copy, 'services', 'hund-anmelden', 'service.yaml');
    const before = await readFile(file, 'utf8');
    const broken = before
      .replace('ergaenzungsleistungen = true', 'ergaenzung = true')
      .replace('list: hunderassen', 'list: rassen')
      .concat('related: [katze-anmelden]\n');
    expect(broken).not.toBe(before);
    await writeFile(file, broken);
    const { code, stdout } = await service('check', copy);
    await writeFile(file, before);
    const line = before.split('\n').findIndex((each) => each.includes('list: hunderassen')) + 1;
    expect(stdout).toMatch(
      new RegExp(`service\\.yaml:${line}:\\d+ {2}UNKNOWN_LIST {2}pages\\[1\\]\\.fields\\[2\\]\\.list`),
    );
    expect(stdout).toMatch(
      /service\.yaml:\d+:\d+ {2}UNKNOWN_NAME {2}pages\[4\]\.fields\[1\]\.when: «ergaenzung»/,
    );
    expect(stdout).toMatch(/service\.yaml:\d+:\d+ {2}UNKNOWN_SERVICE {2}related\[0\]: .*katze-anmelden/);
    expect(stdout).toMatch(/1 checked, \d+ faults/);
    expect(code).toBe(1);
  });

  it('says what is wrong with the call', async () => {
    expect(await service('check', join(copy, 'nowhere'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no folder') as string,
    });
    expect(await service()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('check PATH') as string,
    });
  });
});
