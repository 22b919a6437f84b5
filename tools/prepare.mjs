// Brings a folder from whatever state it is in, fresh clone or killed in the middle, to installed and built.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LockHeld, lockFolder } from '../src/kernel/process/folder-lock.mjs';
import { build } from './bundle.mjs';
import { install } from './install.mjs';
import { cache, root } from './paths.mjs';
import { announce, ToolFault } from './terminal.mjs';

/** Longer than any installation takes. */
const patience = 10 * 60_000;

async function lockPreparation(stream) {
  const path = join(cache, 'prepare.lock');
  try {
    return await lockFolder(path, 'preparing', { patience: 200 });
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    stream.write(`Waiting for process ${error.holder.pid}, which is preparing this folder\n`);
    return lockFolder(path, 'preparing', { patience });
  }
}

/** What a killed preparation left; we hold the lock, so it is nobody's. */
async function removeDrafts() {
  for (const name of await readdir(cache)) {
    if (/^(removed|build)-/.test(name)) await rm(join(cache, name), { recursive: true, force: true });
  }
}

/**
 * Installs and builds as far as needed; takes some tens of milliseconds when nothing changed.
 * @param {{ dev: boolean, stream?: NodeJS.WriteStream, quiet?: boolean }} options dev: development packages too;
 *   stream: where progress goes; quiet: say nothing when there is nothing to do
 * @returns {Promise<{ node: string }>} the Node 24 to run the product with
 */
export async function prepare({ dev, stream = process.stdout, quiet = true }) {
  try {
    await mkdir(cache, { recursive: true });
    const lock = await lockPreparation(stream);
    try {
      await removeDrafts();
      const time = dev ? 'about a minute' : 'about 30 seconds';
      let worked = false;
      const onInstall = () => {
        worked = true;
        return announce(stream, `[1/3] Installing packages (${time}, only the first time)`);
      };
      const node = await install({ dev, onInstall });
      if (!worked && !quiet) stream.write('[1/3] Packages are installed\n');
      worked = false;
      const onBuild = () => {
        worked = true;
        return announce(stream, '[2/3] Building the program');
      };
      await build({ onBuild });
      if (!worked && !quiet) stream.write('[2/3] The program is built\n');
      return { node };
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error.code === 'ENOSPC')
      throw new ToolFault('The disk is full. Make room, then start again; nothing is lost.');
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
      throw new ToolFault(
        `The folder ${root} can't be written (${error.message}). Give yourself access to it, then start again.`,
      );
    }
    throw error;
  }
}
