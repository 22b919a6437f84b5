// The steps that check the sources, and the runs of the tests, for npm run check and npm test.
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cache, modules, root } from './paths.mjs';

/** The program of an npm package, to be run by the Node that the product runs on. */
function programOf(name, bin = name) {
  const { bin: programs } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  return join(modules, name, typeof programs === 'string' ? programs : programs[bin]);
}

/** What the steps start in turn finds the same Node first. */
function environment() {
  return { PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) };
}

/** @returns {import('./steps.mjs').Step[]} */
export function staticSteps(node) {
  const step = (name, program, ...args) => ({
    name,
    command: node,
    args: [program, ...args],
    env: environment(),
  });
  return [
    step(
      'format',
      programOf('prettier'),
      '--check',
      '--cache',
      '--cache-location',
      join(cache, 'prettier'),
      '.',
    ),
    step('lint', programOf('oxlint')),
    step('types', programOf('typescript', 'tsc'), '--noEmit'),
    step(
      'boundaries',
      programOf('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      'src',
    ),
    step('unused code', programOf('knip')),
  ];
}

/** What vitest's JSON report says. A file that can't even be loaded, or a run that breaks off, is a failure too. */
export async function countTests(report, code) {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const told = JSON.parse(text);
  const broken = told.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = told.numFailedTests + broken.length;
  return {
    passed: told.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: told.numPendingTests + told.numTodoTests,
  };
}

/** @returns {Promise<import('./steps.mjs').Step>} one run of a vitest project */
export async function testStep(node, project, env = {}) {
  const report = join(cache, `test-${project}.json`);
  await mkdir(cache, { recursive: true });
  await rm(report, { force: true });
  return {
    name: `tests: ${project}`,
    command: node,
    args: [
      programOf('vitest'),
      'run',
      '--project',
      project,
      // As many files at a time as there are processors: each has its own database, program and browser.
      '--maxWorkers=100%',
      '--reporter=default',
      '--reporter=json',
      `--reporter=${join(root, 'tests/support/end-endless.ts')}`,
      `--outputFile.json=${report}`,
    ],
    env: { ...environment(), ...env },
    alone: true,
    count: (code) => countTests(report, code),
  };
}
