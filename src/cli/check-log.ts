// npm run check-log: computes the transparency log anew from the access log, says what does not fit, and exits 1 then.
import { readConfig } from '../config.ts';
import { withEmbeddedPostgres } from '../kernel/db/embedded-postgres.ts';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { checkLog, isRefused, logState } from '../modules/transparency/index.ts';
import { createProgram } from '../program.ts';

const usage = `npm run check-log

Compares every entry of the access log with the transparency log, as happens every night, while the program runs or not.
What it finds stands on the page /log afterwards, too. Exit code 1: something does not fit.`;

/** The first lines; a thousand more would say the same. */
const shown = 20;

async function check(databaseUrl: string): Promise<boolean> {
  // What goes wrong is said here, not in a log.
  const program = await createProgram({ ...readConfig(), logLevel: 'silent' }, databaseUrl);
  try {
    const { size, found, findings } = await checkLog(program.app);
    for (const { kind, detail } of findings.slice(0, shown)) console.log(`${kind}: ${detail}`);
    if (found > shown) console.log(`and ${found - shown} more`);
    console.log(found === 0 ? `All ${size} entries fit` : `${found} of ${size} entries do not fit`);
    const state = await logState(program.app);
    const { witness } = state;
    if (witness) console.log(`The witness, asked at ${witness.at.toISOString()}: ${witness.state}`);
    return found === 0 && !isRefused(state);
  } finally {
    await program.close();
  }
}

try {
  if (process.argv.length > 2) throw new StartFault(usage);
  const { databaseUrl, dataDir } = readConfig();
  const fine =
    databaseUrl === undefined
      ? await withEmbeddedPostgres({ dataDir, log: console.error }, ({ url }) => check(url))
      : await check(databaseUrl);
  process.exitCode = fine ? 0 : 1;
} catch (error) {
  endWithFault(error);
}
