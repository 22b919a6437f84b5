// npm run restart-log -- REASON: begins a new transparency log after a restore that lost entries, or for a new key.
import { readConfig } from '../config.ts';
import { createClock } from '../kernel/clock.ts';
import { connect } from '../kernel/db/connect.ts';
import { startEmbeddedPostgres } from '../kernel/db/embedded-postgres.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { beginLogAnew } from '../modules/transparency/index.ts';
import { migrationsFolder } from '../program.ts';

const usage = `npm run restart-log -- REASON

Begins a new transparency log with all entries that are there. Stop the program first. The old log stays as evidence,
its receipts stay valid, and the page /log shows REASON to everyone for ever, so write a sentence.
See docs/guides/transparency-log.md.`;

async function restart(databaseUrl: string, reason: string): Promise<void> {
  const config = readConfig();
  const { db, pool, close } = connect(databaseUrl, 2);
  try {
    await migrate(pool, migrationsFolder);
    const { origin, key } = await beginLogAnew(db, config, createClock(config.now), reason);
    console.log(`A new log is begun: ${origin}`);
    console.log(`Its key, for the witness: ${key}`);
    console.log(
      'The next start commits all entries to it. The demonstration tells its own witness by itself.',
    );
  } finally {
    await close();
  }
}

try {
  const [reason = '', ...more] = process.argv.slice(2);
  if (reason.trim().length < 10 || more.length > 0) throw new StartFault(usage);
  const { databaseUrl, dataDir } = readConfig();
  if (databaseUrl === undefined) {
    const server = await startEmbeddedPostgres({ dataDir, log: console.error });
    try {
      await restart(server.url, reason.trim());
    } finally {
      await server.stop();
    }
  } else await restart(databaseUrl, reason.trim());
} catch (error) {
  endWithFault(error);
}
