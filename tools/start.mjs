// npm start: from whatever state this folder is in to a running canton. Node 20 and npm are all it needs.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Drehscheibe needs Node 20 or newer to start; this is ${process.version}.`);
  process.exit(1);
}

const { createHash } = await import('node:crypto');
const { mkdir } = await import('node:fs/promises');
const { join, resolve } = await import('node:path');
const { LockHeld, lockFolder } = await import('../src/kernel/process/folder-lock.mjs');
const { cache, compiled, dist, root } = await import('./paths.mjs');
const { prepare } = await import('./prepare.mjs');
const { endAllOnSignal, runInForeground } = await import('./run-program.mjs');
const { runTool, ToolFault } = await import('./terminal.mjs');

/** One start per data directory; with a database elsewhere, one per port. */
function lockName() {
  const { DATABASE_URL, DATA_DIR, PORT } = process.env;
  const key = DATABASE_URL ? `port ${PORT ?? ''}` : resolve(root, DATA_DIR ?? 'var');
  return `start-${createHash('sha256').update(key).digest('hex').slice(0, 16)}.lock`;
}

async function lockStart() {
  try {
    await mkdir(cache, { recursive: true });
    // A start that is just ending (its npm was killed, say) gets a moment to do so.
    return await lockFolder(join(cache, lockName()), 'npm start', { patience: 3_000 });
  } catch (error) {
    if (error instanceof LockHeld) {
      throw new ToolFault(
        `Drehscheibe is already starting or running in this folder (process ${error.holder.pid}). ` +
          'Stop it first, or set DATA_DIR and PORT to others.',
      );
    }
    throw new ToolFault(
      `The folder ${root} can't be written (${error.message}). Give yourself access to it, then start again.`,
    );
  }
}

await runTool(async () => {
  const lock = await lockStart();
  try {
    const calm = endAllOnSignal();
    const { node } = await prepare({ dev: false, quiet: false });
    calm();
    console.log('[3/3] Starting');
    const env = { NODE_COMPILE_CACHE: compiled, ...process.env };
    process.exitCode = await runInForeground(node, [join(dist, 'main.js')], { cwd: root, env });
  } finally {
    lock.release();
  }
});
