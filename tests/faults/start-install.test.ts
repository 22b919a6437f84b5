// From a fresh clone in a folder that only its owner can enter: installation cut off, install scripts skipped, as root and not.
import { execFileSync, spawnSync } from 'node:child_process';
import { access, chmod, mkdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { copyProject, endAllStarted, privateFolder, removeFolder, startProgram } from './start-program.ts';

/** The packages come over the network, which may be slow. */
const patience = 15 * 60_000;
vi.setConfig({ testTimeout: 2 * patience });

const isRoot = process.getuid?.() === 0;
const stamp = join('node_modules', '.drehscheibe-install.json');
/** Invented, and removed again. */
const userName = 'drehscheibe-test';

let base: string;
let project: string;
let user: { uid: number; gid: number; home: string } | undefined;

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** The user that PostgreSQL of a data directory runs as. */
async function databaseUser(dataDirectory: string): Promise<number> {
  const pid = (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0];
  return (await stat(`/proc/${pid}`)).uid;
}

beforeAll(async () => {
  base = await privateFolder('install');
  project = await copyProject(join(base, 'project'), 'none');
  if (!isRoot) return;
  spawnSync('useradd', ['--system', '--no-create-home', '--home-dir', join(base, 'home'), userName]);
  const id = (flag: string) => Number(execFileSync('id', [flag, userName], { encoding: 'utf8' }));
  user = { uid: id('-u'), gid: id('-g'), home: join(base, 'home') };
});

afterEach(endAllStarted);

afterAll(async () => {
  await removeFolder(base, join(project, 'var'), join(base, 'plain', 'var'));
  if (user) spawnSync('userdel', [userName]);
});

test('an installation that was cut off is begun anew, and what skipped install scripts leave out is mended', async () => {
  const lock = await readFile(join(project, 'package-lock.json'), 'utf8');
  const first = await startProgram(project);
  await first.says(/Installing packages/);
  for (
    let waited = 0;
    waited < patience && !(await exists(join(project, 'node_modules', 'fastify')));
    waited += 50
  )
    await sleep(50);
  await sleep(500);
  await first.killHard();
  expect(await first.left()).toEqual([]);
  expect(await exists(join(project, stamp))).toBe(false);

  const second = await startProgram(project, { env: { npm_config_ignore_scripts: 'true' } });
  await second.ready(patience / 1000);
  expect(second.output).toMatch(/Installing packages/);
  const node = join(project, 'node_modules', '.bin', 'node');
  expect(execFileSync(node, ['-v'], { encoding: 'utf8' })).toMatch(/^v24\./);
  expect(await readFile(join(project, 'package-lock.json'), 'utf8')).toBe(lock);
  expect(await second.stop()).toBe(0);
  expect(await second.left()).toEqual([]);
});

test('as root in a closed folder, the database lies where its own user can reach it, and the folder stays closed', async (context) => {
  if (!isRoot) return context.skip('not root');
  const started = await startProgram(project, { umask: '077' });
  await started.ready();
  expect(started.output).not.toMatch(/Installing packages/);
  const dataDir = join(project, 'var');
  const id = (await readFile(join(dataDir, 'postgres-elsewhere'), 'utf8')).trim();
  const cluster = join('/var/lib/drehscheibe', id, 'data');
  const uid = await databaseUser(cluster);
  expect(uid).not.toBe(0);
  const pid = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0];
  expect(await readlink(`/proc/${pid}/exe`)).toMatch(/^\/var\/lib\/drehscheibe\/postgresql-18\./);
  expect((await stat(base)).mode & 0o777).toBe(0o700);
  expect(await started.stop()).toBe(0);
  expect(await started.left()).toEqual([]);

  // Deleting the data directory means beginning afresh.
  await rm(join('/var/lib/drehscheibe', id), { recursive: true });
  const lost = await startProgram(project);
  expect(await lost.ended).toBe(1);
  expect(lost.lines().at(-1)).toMatch(/is missing: .* or delete the data directory to begin afresh/);
  await rm(dataDir, { recursive: true });
  const fresh = await startProgram(project);
  await fresh.ready();
  expect(fresh.output).toMatch(/initdb/);
  expect(await fresh.stop()).toBe(0);
});

test('a missing stamp alone costs no new installation, a half-installed folder does', async () => {
  await rm(join(project, stamp));
  const started = await startProgram(project);
  await started.ready();
  expect(started.output).not.toMatch(/Installing packages/);
  expect(await exists(join(project, stamp))).toBe(true);
  expect(await started.stop()).toBe(0);

  // What a kill in the middle leaves: the mark, and packages of which nobody knows whether they are whole.
  await writeFile(join(project, '.cache', 'install-unfinished'), '');
  await rm(join(project, 'node_modules', 'fastify', 'package.json'));
  const again = await startProgram(project);
  await again.says(/Installing packages/);
  await again.ready(patience / 1000);
  expect(await exists(join(project, 'node_modules', 'fastify', 'package.json'))).toBe(true);
});

test('as an ordinary user everything lies in the data directory and is that user’s', async (context) => {
  if (user === undefined) return context.skip('not root: every other test here runs as an ordinary user');
  const plain = await copyProject(join(base, 'plain'), 'none', project);
  execFileSync('cp', ['-a', join(project, 'node_modules'), join(plain, 'node_modules')]);
  await mkdir(user.home, { recursive: true });
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, plain, user.home]);
  await chmod(base, 0o711);
  const started = await startProgram(plain, { user });
  await started.ready();
  const dataDir = join(plain, 'var');
  expect(await exists(join(dataDir, 'postgres-elsewhere'))).toBe(false);
  const data = join(dataDir, 'postgres', 'data');
  expect(await databaseUser(data)).toBe(user.uid);
  for (const folder of [dataDir, data]) {
    expect(await stat(folder)).toMatchObject({ uid: user.uid });
    expect((await stat(folder)).mode & 0o077).toBe(0);
  }
  expect(await started.stop()).toBe(0);
  expect(await started.left()).toEqual([]);

  // Root may go on with it later, and the user after that.
  const asRoot = await startProgram(plain);
  await asRoot.ready();
  expect(await databaseUser(data)).toBe(user.uid);
  expect(await asRoot.stop()).toBe(0);
  const again = await startProgram(plain, { user });
  await again.ready();
  expect(await again.stop()).toBe(0);
});
