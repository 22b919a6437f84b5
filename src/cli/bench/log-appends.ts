// Appending to the transparency log against plain inserts of the very rows that are appended.
import { Client } from 'pg';
import { readConfig } from '../../config.ts';
import { migrate } from '../../kernel/db/migrate.ts';
import { connect } from '../../kernel/db/connect.ts';
import { runningEmbeddedPostgres } from '../../kernel/db/embedded-postgres.ts';
import { appendEntries } from '../../modules/transparency/index.ts';
import { createProgram, migrationsFolder } from '../../program.ts';
import { byTurns, type Figure, type Sample } from './figures.ts';

const rows = 20_000;
const rowsAtOnce = 1_000;

/** A database of its own on the program's server: the program's own log is left alone. */
async function ownDatabase(dataDir: string): Promise<string> {
  const server = await runningEmbeddedPostgres(dataDir);
  if (!server) throw new Error('The embedded database does not run');
  const admin = new Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create database bench_log owner drehscheibe');
  await admin.end();
  const own = new URL(server.url);
  own.pathname = '/bench_log';
  const { pool, close } = connect(own.href, 1);
  await migrate(pool, migrationsFolder);
  await close();
  return own.href;
}

async function timed(work: () => Promise<number>): Promise<Sample> {
  const began = performance.now();
  const n = await work();
  return { value: (n * 1000) / (performance.now() - began), n };
}

/** Every row that was inserted must be in the log afterwards. */
export async function logAppends(dataDir: string): Promise<Figure> {
  const url = await ownDatabase(dataDir);
  const config = readConfig({ LOG_LEVEL: 'silent', SEED: 'none', WITNESS_URL: 'none' });
  const program = await createProgram(config, url);
  // The program's own connection refuses such statements.
  const byHand = connect(url, 1);
  try {
    const insert = () =>
      timed(async () => {
        for (let done = 0; done < rows; done += rowsAtOnce)
          await byHand.pool.query(
            `insert into kernel.access_entry (at, kind, actor_kind, actor_id, actor_role, actor_unit, subject_id, fields, purpose, legal_basis, case_ref)
             select now(), 'read', 'staff', gen_random_uuid(), 'clerk', 'veterinaeramt', gen_random_uuid(),
               '{name,address,answers}', 'case-handling|hund-anmelden', '§ 9 Hundegesetz', 'B-' || n
             from generate_series(1, $1) n`,
            [rowsAtOnce],
          );
        return rows;
      });
    const append = () =>
      timed(async () => {
        const appended = await appendEntries(program.app);
        if (appended !== rows)
          throw new Error(`${rows} entries were written, ${appended ?? 'none'} appended`);
        return appended;
      });
    // Warms up both sides.
    await insert();
    await append();
    return {
      task: 'log-append',
      ...(await byTurns(3, append, insert)),
      unit: 'entries/s',
      against: `SQL by hand: the same rows into kernel.access_entry, ${rowsAtOnce} in a statement`,
      better: 'higher',
      subject: `${rows} entries at a time, hashed, in the tree, signed, committed`,
    };
  } finally {
    await byHand.close();
    await program.close();
  }
}
