// The process: configuration, database, migrations, demonstration data, web and workers; stops cleanly when told to.
import cluster from 'node:cluster';
import { join } from 'node:path';
import { handover, readConfig, readHandover, type Beside, type Config } from './config.ts';
import { startEmbeddedPostgres } from './kernel/db/embedded-postgres.ts';
import { connect } from './kernel/db/connect.ts';
import { migrate } from './kernel/db/migrate.ts';
import { freeJobs } from './kernel/jobs/free-jobs.ts';
import { startWorker } from './kernel/jobs/worker.ts';
import { endWithFault, StartFault } from './kernel/start-fault.ts';
import { createClock } from './kernel/clock.ts';
import { openLog, type CurrentLog } from './modules/transparency/index.ts';
import { startOwnProvider } from './own-provider.ts';
import { startOwnRegister } from './own-register.ts';
import { startOwnWitness } from './own-witness.ts';
import { createProgram, migrationsFolder, projectFolder, seed } from './program.ts';
import { welcome } from './welcome.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Runs `stop` once on SIGINT or SIGTERM, then ends with 0; a second signal while stopping changes nothing.
 * @returns ends for another reason: says it (unless it has been said), gives `stop` a few seconds, and ends with 1
 */
function onStop(stop: () => Promise<void>): (reason?: string) => void {
  let stopping = false;
  const end = (seconds: number, code: number) => {
    if (stopping) return;
    stopping = true;
    // A request that never ends must not keep the process for ever.
    setTimeout(() => process.exit(1), seconds * 1000).unref();
    stop().then(
      () => process.exit(code),
      (error: unknown) => (code === 0 ? endWithFault(error) : process.exit(code)),
    );
  };
  process.on('SIGINT', () => end(30, 0));
  process.on('SIGTERM', () => end(30, 0));
  return (reason) => {
    if (!stopping && reason !== undefined) process.stderr.write(`${reason}\n`);
    end(5, 1);
  };
}

/** Listens; a taken port is a clear line, not a stack. */
async function serve(config: Config, databaseUrl: string, first: boolean): Promise<() => Promise<void>> {
  const program = await createProgram(config, databaseUrl);
  try {
    if (first && config.seed === 'demo') {
      await seed(program.app, say);
    }
    await program.server.listen({ port: config.port, host: config.host });
  } catch (error) {
    await program.close();
    const code = (error as { code?: string }).code;
    if (code === 'EADDRINUSE')
      throw new StartFault(
        `Port ${config.port} is taken. Stop the other program or set PORT to another number.`,
      );
    if (code === 'EACCES')
      throw new StartFault(
        `Port ${config.port} may not be opened by this user. Set PORT to a number above 1023.`,
      );
    throw error;
  }
  const worker = await startWorker(program.app);
  if (first) say(welcome(program.app));
  return async () => {
    await program.server.close();
    await worker.stop();
    await program.connection.close();
  };
}

/**
 * When the database dies, a job at work may fail where nobody can catch it (the worker notes failures in the database, too).
 * That must not end the program before it has said why it ends; any other such error still ends it.
 */
function waitBeforeFailing(): void {
  process.on('unhandledRejection', (reason) => {
    setTimeout(() => {
      throw reason;
    }, 5000);
  });
}

async function primary(): Promise<void> {
  waitBeforeFailing();
  const config = readConfig();
  let stopDatabase = async () => {};
  let stopWitness = async () => {};
  let stopRegister = async () => {};
  let stopProvider = async () => {};
  let stopServing = async () => {};
  const endBecause = onStop(async () => {
    await stopServing();
    await stopProvider();
    await stopRegister();
    await stopWitness();
    await stopDatabase();
  });
  try {
    let databaseUrl = config.databaseUrl;
    if (databaseUrl === undefined) {
      const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log: say });
      stopDatabase = () => postgres.stop();
      void postgres.lost.then((words) =>
        endBecause(`The database has ended (${words}). Start again: everything that was committed is kept.`),
      );
      databaseUrl = postgres.url;
    }
    // Starts while the database is migrated.
    const ownRegister = config.register === 'own' ? startOwnRegister(config, say) : undefined;
    if (ownRegister) stopRegister = async () => (await ownRegister.catch(() => undefined))?.stop();
    // What goes wrong with it is said where it is needed, below.
    void ownRegister?.catch(() => undefined);
    const ownProvider = config.payments === 'own' ? startOwnProvider(config, say) : undefined;
    if (ownProvider) stopProvider = async () => (await ownProvider.catch(() => undefined))?.stop();
    void ownProvider?.catch(() => undefined);
    say('Migrating the database');
    const log = await prepareDatabase(config, databaseUrl);
    if (config.witness === 'own') {
      const name = log.origin.replace(/\/log(\/\d+)?$/, '/witness');
      const own = await startOwnWitness({ dataDir: config.dataDir, name, log: log.key, say });
      stopWitness = () => own.stop();
      config.witness = own.told;
    }
    if (ownRegister) config.register = (await ownRegister).told;
    if (ownProvider) config.payments = (await ownProvider).told;
    if (config.concurrency === 1) stopServing = await serve(config, databaseUrl, true);
    else stopServing = superviseWorkers(config.concurrency, { ...config, databaseUrl }, endBecause);
  } catch (error) {
    await stopServing().catch(() => undefined);
    await stopProvider().catch(() => undefined);
    await stopRegister().catch(() => undefined);
    await stopWitness().catch(() => undefined);
    await stopDatabase().catch(() => undefined);
    endWithFault(error);
  }
}

/**
 * Migrations run once, before any process serves; then the transparency log is opened, whose key the witness needs.
 * @throws StartFault when there is no database
 */
async function prepareDatabase(config: Config, databaseUrl: string): Promise<CurrentLog> {
  const { db, pool, close } = connect(databaseUrl, 4);
  try {
    await pool.query('select 1').catch((error: unknown) => {
      const reason = error instanceof AggregateError ? error.errors.map(String).join(', ') : String(error);
      throw new StartFault(
        `The database can't be reached (${reason}). Check DATABASE_URL and that PostgreSQL runs.`,
      );
    });
    await migrate(pool, migrationsFolder);
    // Our own PostgreSQL has just started: whoever held its jobs was killed with it. On a server others may be at work.
    if (config.databaseUrl === undefined) await freeJobs(pool);
    return await openLog(db, config, createClock(config.now));
  } finally {
    await close();
  }
}

/**
 * One primary, N web processes; a process that dies is replaced. The first one starts alone: it seeds, and checks what the
 * others then find checked. When it can't even start, neither could the others: it has said why, and the program ends.
 */
function superviseWorkers(
  count: number,
  beside: Beside,
  endBecause: (reason?: string) => void,
): () => Promise<void> {
  let stopping = false;
  let serving = false;
  cluster.setupPrimary({ exec: join(projectFolder, 'dist', 'main.js') });
  const fork = (first: boolean) => cluster.fork(handover(beside, first));
  cluster.on('listening', () => {
    if (serving) return;
    serving = true;
    for (let index = 1; index < count; index++) fork(false);
  });
  cluster.on('exit', (worker, _code, signal: string | null) => {
    if (stopping || worker.exitedAfterDisconnect) return;
    if (serving) setTimeout(() => !stopping && fork(false), 1000);
    else endBecause(signal ? `The first web process was ended by ${signal}.` : undefined);
  });
  fork(true);
  return async () => {
    stopping = true;
    const all = Object.values(cluster.workers ?? {}).filter((each) => each !== undefined);
    await Promise.all(
      all.map((each) => {
        const gone = new Promise((resolve) => each.once('exit', resolve));
        each.process.kill('SIGTERM');
        return gone;
      }),
    );
  };
}

async function webProcess(): Promise<void> {
  const config = readConfig();
  let stop = async () => {};
  onStop(() => stop());
  try {
    const { databaseUrl, first, witness, register, payments } = readHandover();
    stop = await serve({ ...config, witness, register, payments }, databaseUrl, first);
  } catch (error) {
    endWithFault(error);
  }
}

await (cluster.isPrimary ? primary() : webProcess());
