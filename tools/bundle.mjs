// Bundles src/ into dist/ when it changed: a folder that is there complete, or not at all.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, compiled, dist, root } from './paths.mjs';
import { ToolFault } from './terminal.mjs';

const stampFile = join(dist, '.build.json');

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** One word for everything that the bundle is made of. The canton's data is read when the program starts, not here. */
async function sourceHash() {
  const hash = createHash('sha256');
  const sources = (await filesBelow(join(root, 'src'))).filter((file) => !/\.test\.tsx?$/.test(file));
  const others = ['package-lock.json', 'tools/bundle.mjs'].map((file) => join(root, file));
  for (const file of [...sources, ...others]) {
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function entryPoints() {
  const entries = {
    main: join(root, 'src', 'main.ts'),
    witness: join(root, 'src', 'witness', 'main.ts'),
    register: join(root, 'src', 'register', 'main.ts'),
    provider: join(root, 'src', 'provider', 'main.ts'),
    'judge-thread': join(root, 'src', 'modules', 'catalogue', 'definitions', 'judge-thread.ts'),
    'pdf-thread': join(root, 'src', 'kernel', 'pdf', 'pdf-thread.ts'),
  };
  const folder = join(root, 'src', 'cli');
  for (const file of await readdir(folder).catch(() => [])) {
    if (file.endsWith('.ts') && !file.endsWith('.test.ts'))
      entries[`cli/${basename(file, '.ts')}`] = join(folder, file);
  }
  return entries;
}

async function bundle(outdir) {
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: await entryPoints(),
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      packages: 'external',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: true,
      charset: 'utf8',
      logLevel: 'silent',
    });
  } catch (error) {
    if (!error.errors) throw error;
    const messages = await esbuild.formatMessages(error.errors, {
      kind: 'error',
      color: process.stderr.isTTY,
    });
    throw new ToolFault(`The program could not be built.\n${messages.join('\n')}`);
  }
}

async function buildAssets(outdir) {
  const hook = join(root, 'src', 'ui', 'assets', 'build-assets.mjs');
  if (!existsSync(hook)) return;
  await mkdir(outdir, { recursive: true });
  await (await import(pathToFileURL(hook).href)).buildAssets(outdir);
}

/**
 * Makes dist/ match src/.
 * @param {{ onBuild?: () => (result: string) => void }} [options] onBuild: called when there is something to build,
 *   the function it returns when that is done
 */
export async function build({ onBuild } = {}) {
  const source = await sourceHash();
  const stamp = await readFile(stampFile, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  if (stamp?.source === source) return;
  const done = onBuild?.();
  const draft = join(cache, `build-${process.pid}`);
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    await bundle(draft);
    await buildAssets(join(draft, 'assets'));
    await writeFile(join(draft, '.build.json'), JSON.stringify({ source }));
    // Killed between the two renames: there is no dist/, and the next start builds again.
    const old = join(cache, `removed-${process.pid}-dist`);
    await rm(old, { recursive: true, force: true });
    await rename(dist, old).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(draft, dist);
    await rm(old, { recursive: true, force: true });
    await rm(compiled, { recursive: true, force: true });
    done?.('done');
  } catch (error) {
    done?.('failed');
    await rm(draft, { recursive: true, force: true });
    if (error.code === 'ENOSPC')
      throw new ToolFault('The disk is full: there is no room to build. Make room, then start again.');
    throw error;
  }
}
