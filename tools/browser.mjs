// Finds what the journeys need beside npm's packages: a Chromium, and programs that look into PDF files.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ended, spawnGuarded } from './run-program.mjs';
import { announce, ToolFault } from './terminal.mjs';

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && !existsSync(chosen))
    throw new ToolFault(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return chosen || names.map(onPath).find((path) => path !== undefined);
}

/** Debian's package for each thing that is missing. */
function missingPackages() {
  const missing = [];
  if (findBrowser() === undefined) missing.push('chromium');
  if (onPath('pdfinfo') === undefined || onPath('pdftotext') === undefined) missing.push('poppler-utils');
  if (onPath('qpdf') === undefined) missing.push('qpdf');
  return missing;
}

async function installPackages(packages) {
  const done = announce(
    process.stdout,
    `Installing ${packages.join(', ')} (a minute or two, only the first time)`,
  );
  const run = async (...args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawnGuarded('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => (words += chunk));
    if ((await ended(child)) === 0) return;
    done('failed');
    throw new ToolFault(`apt-get ${args[0]} failed: ${words.trim().split('\n')[0]}`);
  };
  await run('update');
  await run('install', '-y', '--no-install-recommends', ...packages);
  done('done');
}

/**
 * @returns {Promise<string>} path of a Chromium
 * @throws {ToolFault} that says what to install
 */
export async function ensureBrowser() {
  const missing = missingPackages();
  if (missing.length > 0) {
    const canInstall = process.getuid?.() === 0 && onPath('apt-get') !== undefined;
    if (!canInstall) {
      throw new ToolFault(
        `The tests need ${missing.join(', ')}. Install them (Debian: sudo apt-get install ${missing.join(' ')}) or set CHROMIUM_PATH.`,
      );
    }
    await installPackages(missing);
    const still = missingPackages();
    if (still.length > 0)
      throw new ToolFault(`The tests need ${still.join(', ')}, which could not be installed.`);
  }
  return findBrowser();
}
