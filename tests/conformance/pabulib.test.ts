// Participatory budgets of Pabulib counted as they were: Wieliczka and Świecie come out exactly as their cities decided. The
// files stand beside the checkout where there are any.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import { explain } from '../../src/voting/explain.ts';
import { readPb, type PbElection } from '../../src/voting/pb-read.ts';
import { writePbFile } from '../../src/voting/pb-write.ts';
import { recount } from '../../src/voting/recount.ts';
import { count } from '../../src/voting/rules.ts';

const folder = join(projectFolder, '..', 'shared', 'data', 'participation', 'pabulib');
const there = existsSync(folder);
const files = there ? readdirSync(folder).filter((name) => name.endsWith('.pb')) : [];
const contentOf = (name: string) => readFileSync(join(folder, name));

function load(name: string): PbElection {
  const found = readPb(contentOf(name));
  if ('faults' in found) throw new Error(JSON.stringify(found.faults.slice(0, 10)));
  return found;
}

const official = [
  {
    file: 'Poland_Wieliczka_2023_Green_Budget.pb',
    rule: 'equalshares/add1-comparison',
    projects: 30,
    spent: 995_079,
    share: 315,
  },
  { file: 'Poland_Swiecie_2023.pb', rule: 'equalshares/add1', projects: 17, spent: 1_040_337, share: 662 },
];

describe.skipIf(!there)('Equal Shares', () => {
  it.each(official)('chooses in $file what the city chose', ({ file, rule, projects, spent, share }) => {
    const pb = load(file);
    const { outcome, compared, differences } = recount(pb);
    expect([outcome.rule, compared, differences]).toEqual([rule, true, []]);
    expect([outcome.chosen.length, outcome.spent]).toEqual([projects, spent]);
    expect((outcome.shares?.money ?? 0) / pb.election.ballots.length).toBe(share);
    expect(count(pb.election, 'greedy').chosen).not.toEqual(outcome.chosen);
  });

  it.each(files)('counts and explains %s to the end, within its budget', (file) => {
    const pb = load(file);
    for (const rule of ['equalshares', 'equalshares/add1-greedy', 'greedy'] as const) {
      const { outcome, tally } = recount(pb, rule);
      expect(outcome.spent).toBeLessThanOrEqual(pb.election.budget);
      const explained = explain(pb.election, tally, outcome);
      expect(explained.filter(({ chosen }) => chosen)).toHaveLength(outcome.chosen.length);
    }
  });

  it.each(files)('writes %s as it was read, but for line ends', (file) => {
    const text = contentOf(file).toString('utf8').replaceAll('\r\n', '\n');
    expect(writePbFile(load(file).file)).toBe(text.endsWith('\n') ? text : `${text}\n`);
  });
});

describe('npm run recount', () => {
  let own = '';
  beforeAll(async () => {
    own = await mkdtemp(join(tmpdir(), 'recount-'));
  });
  afterAll(() => rm(own, { recursive: true, force: true }));

  async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    try {
      return {
        code: 0,
        ...(await promisify(execFile)(process.execPath, ['src/cli/recount.ts', ...args], {
          cwd: projectFolder,
        })),
      };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  }
  const small = (selected: string) =>
    [
      ...[
        'META',
        'key;value',
        'num_projects;2',
        'num_votes;4',
        'budget;100',
        'vote_type;approval',
        'rule;equalshares/add1',
      ],
      ...['PROJECTS', 'project_id;cost;selected', `a;60;${selected[0]}`, `b;50;${selected[1]}`],
      ...['VOTES', 'voter_id;vote', '1;a', '2;a', '3;a', '4;b'],
    ].join('\n');
  async function file(content: string): Promise<string> {
    const path = join(own, 'small.pb');
    await writeFile(path, content);
    return path;
  }

  it('prints one object, and ends with 0 where the file says the same', async () => {
    const { code, stdout } = await run(await file(small('10')));
    expect(JSON.parse(stdout)).toEqual({ rule: 'equalshares/add1', selected: ['a'], spent: 60, budget: 100 });
    expect(code).toBe(0);
  });

  it('ends with 1 and names the lines where the file says otherwise, but not for another rule', async () => {
    const path = await file(small('01'));
    const { code, stderr } = await run(path);
    expect(code).toBe(1);
    expect(stderr).toMatch(/small\.pb:10 project a is not marked as chosen/);
    expect(stderr).toMatch(/small\.pb:11 project b is marked as chosen/);
    expect((await run(path, '--rule', 'greedy')).code).toBe(0);
  });

  it('lists every fault of a broken file with its line, and ends with 1', async () => {
    const { code, stdout, stderr } = await run(
      await file(small('10').replace('4;b', '4;c').replace('b;50', 'a;50')),
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/small\.pb:11 PB_PROJECT_DOUBLE a\n/);
  });

  it('says why, as data and in words', async () => {
    const path = await file(small('10'));
    const data = JSON.parse((await run(path, '--explain')).stdout) as { projects: unknown[] };
    expect(data.projects).toMatchObject([
      { id: 'a', reason: 'bought', bought: { most: 20, payingMost: 3 } },
      { id: 'b', reason: 'supporters-short', short: { since: 0 } },
    ]);
    expect((await run(path, '--text')).stdout).toMatch(/bought as number 1: 3 pay 20 /);
  });

  it('says how it is used when it is used wrongly', async () => {
    for (const args of [[], ['a', 'b'], ['x.pb', '--rule', 'coin']]) {
      const { code, stderr } = await run(...args);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^npm run recount/);
    }
    expect((await run(join(own, 'no-such.pb'))).stderr).toMatch(/can't be read/);
  });
});
