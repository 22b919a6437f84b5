// The benchmark from beginning to end: a program of its own with the demonstration canton, one task after the other.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../kernel/db/embedded-postgres.ts';
import { projectFolder } from '../../kernel/project-folder.ts';
import { accessLog } from './access-log.ts';
import { catalogue } from './catalogue.ts';
import { endAll, startFixedServer } from './children.ts';
import { engine } from './engine.ts';
import { lineOf, median, type Figure } from './figures.ts';
import { firstVisit } from './first-visit.ts';
import { formPage } from './form-page.ts';
import { letterOf, letters } from './letters.ts';
import { lists } from './lists.ts';
import { logAppends } from './log-appends.ts';
import { opinion } from './opinion.ts';
import { casePage, publicPage } from './pages.ts';
import { startProgram, type RunningProgram } from './program.ts';
import { recount } from './recount.ts';
import { submissions, submitter } from './submissions.ts';
import { uploads } from './uploads.ts';
import { votes } from './votes.ts';

const usage = `npm run bench -- [TASK…]

Measures the built program on this machine, with a database of its own that is removed afterwards. Takes some minutes;
other work on the machine disturbs it. Progress goes to stderr, one JSON object for each figure to stdout.
Tasks, all unless named: start, memory, first-visit, public-page, case-page, form-page, upload-memory, access-log,
submission, votes, log-append, evaluate, letter-pdf, recount, opinion-map, catalogue, lists.
How to read it: docs/guides/benchmarks.md`;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const print = (...figures: Figure[]) => {
  for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`);
};

/** The program's later starts: it stops and starts again on the data that it has. */
async function laterStarts(dataDir: string): Promise<Figure> {
  const values: number[] = [];
  const limits: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    const database = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    const seconds = (performance.now() - began) / 1000;
    const server = await startFixedServer();
    limits.push(seconds + server.seconds);
    await server.stop();
    await database.stop();
    const program = await startProgram(dataDir);
    values.push(program.seconds);
    await program.stop();
  }
  return {
    task: 'start',
    value: median(values),
    limit: median(limits),
    unit: 's',
    against: 'the same PostgreSQL until it answers, then bare Node with fastify until it listens',
    better: 'lower',
    n: values.length,
  };
}

/** Resident memory of the web process that has just started and has nothing to do; PostgreSQL's is not counted. */
async function memoryAtRest(program: RunningProgram): Promise<Figure> {
  const server = await startFixedServer();
  await sleep(5000);
  const value = (await program.metric('process_resident_memory_bytes')) / 1e6;
  const limit = (await server.memory()) / 1e6;
  await server.stop();
  return {
    task: 'memory',
    value,
    limit,
    unit: 'MB',
    against: 'resident memory of bare Node with fastify',
    better: 'lower',
    n: 1,
  };
}

type Work = (wanted: (task: string) => boolean, folder: string) => Promise<void>;

const measure: Work = async (wanted, folder) => {
  const dataDir = join(folder, 'data');
  say('First start: database, migrations, demonstration canton');
  const first = await startProgram(dataDir);
  say(`  ready after ${first.seconds.toFixed(1)} s`);
  await first.settle();
  await first.stop();
  if (wanted('start')) {
    say('start: three later starts');
    print(await laterStarts(dataDir));
  }
  const program = await startProgram(dataDir);
  if (wanted('memory')) {
    say('memory: at rest');
    print(await memoryAtRest(program));
  }
  const { submit } = await submitter(program, 'at-once');
  const ref = await submit('bench-decided-at-once');
  const letter = await letterOf(dataDir, ref);
  await program.settle();
  if (wanted('first-visit')) print(await firstVisit(program.origin));
  if (wanted('public-page')) {
    say('public-page: five rounds');
    print(await publicPage(program.origin, folder));
  }
  if (wanted('case-page')) {
    say('case-page: five rounds');
    print(await casePage(program.origin, ref, folder));
  }
  if (wanted('form-page')) {
    say('form-page: three rounds');
    print(await formPage(program));
  }
  if (wanted('upload-memory')) {
    say('upload-memory: three rounds');
    print(await uploads(program));
  }
  if (wanted('access-log')) {
    say('access-log: five rounds of eight at a time, five rounds one after the other');
    print(...(await accessLog(dataDir, ref)));
  }
  if (wanted('submission')) {
    say('submission: three rounds one after the other, three rounds of eight at a time');
    print(...(await submissions(program, dataDir)));
  }
  if (wanted('votes')) {
    say('votes: a hundred at once, then three rounds of 32 at a time');
    print(await votes(program, dataDir));
  }
  if (wanted('log-append')) {
    say('log-append: three rounds');
    print(await logAppends(dataDir));
  }
  await program.stop();
  if (wanted('evaluate')) {
    say('evaluate: the longest example of each service');
    print(...(await engine(join(projectFolder, 'canton', 'basel-stadt'))));
  }
  if (wanted('letter-pdf')) {
    say('letter-pdf: three rounds');
    print(await letters(letter));
  }
  if (wanted('recount')) {
    say('recount: three rounds');
    print(await recount());
  }
  if (wanted('opinion-map')) {
    say('opinion-map: five rounds');
    print(await opinion());
  }
  if (wanted('catalogue')) {
    say('catalogue: three rounds of first and later starts with 1,000 definitions');
    print(...(await catalogue(folder, join(projectFolder, 'canton', 'basel-stadt'))));
  }
  if (wanted('lists')) {
    say('lists: two programs, with few and with many rows behind the same pages, five rounds each');
    print(...(await lists(folder)));
  }
};

const tasks = [
  'start',
  'memory',
  'first-visit',
  'public-page',
  'case-page',
  'form-page',
  'upload-memory',
  'access-log',
  'submission',
  'votes',
  'log-append',
  'evaluate',
  'letter-pdf',
  'recount',
  'opinion-map',
  'catalogue',
  'lists',
];

/** @returns the exit code */
export async function runBench(names: string[]): Promise<number> {
  if (names.some((name) => !tasks.includes(name))) {
    say(usage);
    return 1;
  }
  const folder = await mkdtemp(join(tmpdir(), 'drehscheibe-bench-'));
  // For root, PostgreSQL's own user must get in: else the cluster would lie outside the folder and outlive it.
  await chmod(folder, 0o755);
  const clean = async () => {
    await endAll();
    await rm(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clean().finally(() => process.exit(130)));
  try {
    await measure((task) => names.length === 0 || names.includes(task), folder);
    return 0;
  } finally {
    await clean();
  }
}
