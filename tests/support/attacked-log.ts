// A transparency log of a thousand entries with a witness, and an attacker who may do anything in its database.
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect } from 'vitest';
import { restoreBackup } from '../../src/kernel/backup/restore-backup.ts';
import { connect } from '../../src/kernel/db/connect.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { keepLog } from '../../src/modules/transparency/actions/keep-log.ts';
import { migrationsFolder, type Program } from '../../src/program.ts';
import { writeKey } from '../../src/tlog/note.ts';
import { makePrivateKey, signerOf } from '../../src/tlog/signer.ts';
import { serveWitness, type RunningWitness } from '../../src/witness/serve-witness.ts';
import { logUses, loggedProgram } from './logged-program.ts';

const metricsToken = 'a-token-of-the-operator';
export const origin = 'canton.example/log';

const tables = [
  ...[
    'kernel.access_entry',
    'transparency.log',
    'transparency.leaf',
    'transparency.tile',
    'transparency.witness',
  ],
  ...['transparency.checkpoint', 'transparency.removal', 'transparency.witness_answer'],
];
const copyOf = (table: string) => `migration.kept_${table.replace('.', '_')}`;

export class AttackedLog {
  readonly logKey = makePrivateKey();
  folder = '';
  server!: EmbeddedPostgres;
  witness!: RunningWitness;
  program!: Program;
  /** As the attacker: a superuser, for whom no trigger works. */
  root!: Client;

  /** Ten entries of twelve years ago, which may go; then three parts on which the witness agreed. */
  static async make(): Promise<AttackedLog> {
    const log = new AttackedLog();
    log.folder = await mkdtemp(join(tmpdir(), 'attacked-log-'));
    await chmod(log.folder, 0o755);
    log.server = await startEmbeddedPostgres({ dataDir: join(log.folder, 'data'), log: () => undefined });
    const { pool, close } = connect(log.server.url, 2);
    await migrate(pool, migrationsFolder);
    await close();
    await log.startWitness([await log.publicKey()]);
    await log.startProgram();
    await log.root.query(`insert into kernel.access_entry (at, kind, actor_kind, subject_id, fields, purpose)
      select now() - interval '12 years' + n * interval '1 day', 'read', 'programme', gen_random_uuid(), '{name}', 'old'
      from generate_series(1, 10) n`);
    for (const count of [290, 300, 400]) {
      await logUses(log.program.app, count);
      await keepLog(log.program.app);
    }
    await cp(join(log.folder, 'witness'), join(log.folder, 'kept-witness'), {
      recursive: true,
      filter: (path) => !path.endsWith('lock'),
    });
    // Where no backup takes them along.
    for (const table of tables) await log.root.query(`create table ${copyOf(table)} as table ${table}`);
    return log;
  }

  async startProgram(key = this.logKey): Promise<void> {
    this.program = await loggedProgram(this.server.url, {
      LOG_KEY: key,
      WITNESS_URL: this.witness.url,
      WITNESS_KEY: this.witness.key,
      METRICS_TOKEN: metricsToken,
    });
    const database = new URL(this.server.adminUrl);
    database.pathname = '/drehscheibe';
    this.root = new Client({ connectionString: database.href });
    await this.root.connect();
    await this.root.query(`set session_replication_role = 'replica'`);
  }

  async stopProgram(): Promise<void> {
    await this.program.close();
    await this.root.end();
  }

  /** @param logs keys of the logs that it knows */
  async startWitness(logs: string[], name = 'witness'): Promise<RunningWitness> {
    const witness = await serveWitness({
      folder: join(this.folder, name),
      name: `${name}.example`,
      logs,
      host: '127.0.0.1',
      port: 0,
    });
    if (name === 'witness') this.witness = witness;
    return witness;
  }

  /** Everything as it was after `make`: rows, the sequence, the witness's memory. */
  async reset(): Promise<void> {
    await this.root.query(`truncate transparency.check_run, transparency.finding, ${tables.join(', ')}`);
    for (const table of tables) {
      const numbers = table === 'kernel.access_entry' ? 'overriding system value' : '';
      await this.root.query(`insert into ${table} ${numbers} table ${copyOf(table)}`);
    }
    await this.root.query(`select setval('kernel.access_entry_id_seq', 1000)`);
    await this.witness.close();
    await rm(join(this.folder, 'witness'), { recursive: true });
    await cp(join(this.folder, 'kept-witness'), join(this.folder, 'witness'), { recursive: true });
    await this.startWitness([await this.publicKey()]);
    this.program.app.config.witness = { url: this.witness.url, key: this.witness.key };
  }

  /** Puts a backup back, as `npm run restore` does. `reset` has nothing to go back to afterwards. */
  async restore(file: string): Promise<void> {
    await this.stopProgram();
    await restoreBackup(this.server, file, migrationsFolder);
    await this.startProgram();
  }

  async publicKey(): Promise<string> {
    return writeKey((await signerOf(origin, 'ed25519', this.logKey)).key);
  }

  async page(language = 'de'): Promise<string> {
    const { statusCode, body } = await this.program.server.inject(`/log?lang=${language}`);
    expect(statusCode).toBe(200);
    // Whatever is wrong with the log, people are served.
    expect((await this.program.server.inject('/health/ready')).statusCode).toBe(200);
    return body.replaceAll('\u00a0', ' ');
  }

  async metrics(): Promise<string> {
    const headers = { authorization: `Bearer ${metricsToken}` };
    return (await this.program.server.inject({ url: '/metrics', headers })).body;
  }

  async remove(): Promise<void> {
    await this.stopProgram();
    await this.witness.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
