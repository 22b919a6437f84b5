// The arrows between the parts hold in the sources, and every rule about them catches what it forbids.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../.dependency-cruiser.cjs';
import { projectFolder } from '../../src/kernel/project-folder.ts';

interface Result {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

const run = promisify(execFile);

/** What dependency-cruiser says of `src` below a folder. Its exit code counts the violations, so a failing run has an output, too. */
async function cruise(folder: string): Promise<Result> {
  const program = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Result;
}

/** One file each that breaks one rule. */
const planted: Record<string, { file: string; source: string }> = {
  'modules-through-index': {
    file: 'src/modules/site/inside.ts',
    source: "import '../cases/permissions.ts';",
  },
  'engine-is-pure': { file: 'src/engine/impure.ts', source: "import '../kernel/clock.ts';" },
  'engine-without-node': { file: 'src/engine/reads.ts', source: "import 'node:fs';" },
  'ui-is-pure': { file: 'src/ui/impure.ts', source: "import '../kernel/clock.ts';" },
  'kernel-knows-no-module': { file: 'src/kernel/knows.ts', source: "import '../modules/site/index.ts';" },
  'kernel-without-engine': { file: 'src/kernel/thinks.ts', source: "import '../engine/index.ts';" },
  'tlog-is-pure': { file: 'src/tlog/impure.ts', source: "import '../kernel/clock.ts';" },
  'tlog-without-node': { file: 'src/tlog/reads.ts', source: "import 'node:fs';" },
  'voting-is-pure': { file: 'src/voting/impure.ts', source: "import '../kernel/clock.ts';" },
  'voting-without-node': { file: 'src/voting/reads.ts', source: "import 'node:fs';" },
  'witness-stands-alone': { file: 'src/witness/asks.ts', source: "import '../kernel/clock.ts';" },
  'ech-is-pure': { file: 'src/ech/impure.ts', source: "import '../kernel/clock.ts';" },
  'xroad-is-pure': { file: 'src/xroad/impure.ts', source: "import '../kernel/clock.ts';" },
  'opinion-is-pure': { file: 'src/opinion/impure.ts', source: "import '../kernel/clock.ts';" },
  'opinion-without-node': { file: 'src/opinion/reads.ts', source: "import 'node:fs';" },
  'payments-is-pure': { file: 'src/payments/impure.ts', source: "import '../kernel/clock.ts';" },
  'payments-without-node': { file: 'src/payments/reads.ts', source: "import 'node:fs';" },
  'provider-stands-alone': { file: 'src/provider/asks.ts', source: "import '../kernel/clock.ts';" },
  'register-stands-alone': { file: 'src/register/asks.ts', source: "import '../kernel/clock.ts';" },
  'composition-root-on-top': { file: 'src/modules/site/root.ts', source: "import '../../program.ts';" },
  // A circle is reported once, at the file that comes first.
  'no-cycles': { file: 'src/kernel/circle-back.ts', source: "import './circle.ts';" },
  'no-development-parts': { file: 'src/kernel/tests-itself.ts', source: "import 'fast-check';" },
  resolvable: { file: 'src/kernel/nowhere.ts', source: "import './there-is-no-such-file.ts';" },
};
const order = config.forbidden.flatMap(({ name }) => /^modules-above-(.+)$/.exec(name)?.[1] ?? []);
for (const name of order) {
  planted[`modules-above-${name}`] = {
    file: `src/modules/${name}/upward.ts`,
    source: "import '../site/index.ts';",
  };
}

const surroundings: Record<string, string> = {
  'src/modules/site/index.ts': 'export {};',
  'src/modules/cases/permissions.ts': 'export {};',
  'src/kernel/clock.ts': 'export {};',
  'src/kernel/circle.ts': "import './circle-back.ts';",
  'src/engine/index.ts': 'export {};',
  'src/program.ts': 'export {};',
};

let folder: string;
let fixture: Result;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drehscheibe-boundaries-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    await copyFile(join(projectFolder, file), join(folder, file));
  }
  await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const files = [
    ...Object.entries(surroundings),
    ...Object.values(planted).map((each) => [each.file, each.source] as const),
  ];
  for (const [file, source] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${source}\n`);
  }
  fixture = await cruise(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('boundaries', () => {
  it('hold in the sources', async () => {
    const { summary } = await cruise(projectFolder);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    // A run that finds no files finds no violations either.
    expect(summary.totalCruised).toBeGreaterThan(100);
  }, 120_000);

  it('list the modules in the order of src/modules.ts', async () => {
    const list = await readFile(join(projectFolder, 'src/modules.ts'), 'utf8');
    const names = list.slice(list.indexOf('modules: readonly')).matchAll(/^  ([a-z]+), \/\//gm);
    expect([...order, 'site']).toEqual([...names].map((each) => each[1]));
  });

  it('have a planted violation for each rule', () => {
    expect(Object.keys(planted).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  it.each(Object.keys(planted))('are broken by a planted violation of %s', (name) => {
    const found = fixture.summary.violations.filter((each) => each.rule.name === name);
    expect(found.map((each) => each.from)).toContain(planted[name]?.file);
  });

  it('are broken by nothing but what was planted', () => {
    const files = new Set(Object.values(planted).map((each) => each.file));
    expect(fixture.summary.violations.map((each) => each.from).filter((from) => !files.has(from))).toEqual(
      [],
    );
  });
});
