// The whole program on a database of its own, listening on a free port, seeded with the demonstration canton.
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { startWorker } from '../../src/kernel/jobs/worker.ts';
import { createProgram, seed, type Program } from '../../src/program.ts';
import type { RunningRegister } from '../../src/register/serve-register.ts';
import { ownProvider, type OwnProvider } from './own-provider.ts';
import { ownRegister } from './own-register.ts';
import { seededTemplate } from './seeded-template.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

export interface TestProgram extends Program {
  origin: string;
  /** Its simulated registers; undefined where the test brings others. */
  register: RunningRegister | undefined;
  /** Its simulated payment service; undefined where the test brings another. */
  provider: OwnProvider | undefined;
  /** Bearer token of a demonstration identity, by POST /demo/token. */
  token(identity: string): Promise<string>;
  /** Waits until no job is left that could run now. */
  settle(): Promise<void>;
  /** Ends this program and starts another one on the same database, e.g. with other services. Call `stop` on the new one. */
  again(env: Record<string, string>): Promise<TestProgram>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Settings by which the rows of the seed are the same. */
const besideSeed = new Set([
  'NOW',
  'SMTP_URL',
  'TRUSTED_PROXIES',
  'LOG_LEVEL',
  'OPEN311_KEYS',
  'METRICS_TOKEN',
  'WITNESS_URL',
]);

/** @param env overrides of the configuration, e.g. `{ NOW: '2026-11-24T09:00:00+01:00' }` */
export async function testProgram(env: Record<string, string> = {}): Promise<TestProgram> {
  if (!Object.keys(env).every((name) => besideSeed.has(name)))
    return startOn(await testDatabase(), env, true);
  const { NOW } = env;
  // Two minutes before: what was seeded is older than anything that the test does.
  const before: Record<string, string> =
    NOW === undefined ? {} : { NOW: new Date(Date.parse(NOW) - 120_000).toISOString() };
  const template = await seededTemplate(before['NOW'] ?? 'now', async (databaseUrl) => {
    const { program, closeBeside } = await openOn(databaseUrl, before, true);
    await program.close();
    await closeBeside();
  });
  return startOn(await testDatabase(template), env, false);
}

/** The program on a database, with what stands beside it; not listening yet. */
async function openOn(databaseUrl: string, env: Record<string, string>, first: boolean) {
  const port = await freePort();
  const config = readConfig({ PORT: String(port), LOG_LEVEL: 'error', ...env });
  const register = await ownRegister(config);
  const provider = await ownProvider(config);
  const closeBeside = async () => {
    await register?.close();
    await provider?.close();
  };
  const program = await createProgram(config, databaseUrl).catch(async (error: unknown) => {
    await closeBeside();
    throw error;
  });
  if (first && config.seed === 'demo') await seed(program.app);
  return { port, config, register, provider, program, closeBeside };
}

async function startOn(
  database: TestDatabase,
  env: Record<string, string>,
  first: boolean,
): Promise<TestProgram> {
  const { port, config, register, provider, program, closeBeside } = await openOn(database.url, env, first);
  await program.server.listen({ port, host: '127.0.0.1' });
  const worker = await startWorker(program.app);
  const end = async () => {
    await program.server.close();
    await worker.stop();
    await program.connection.close();
    await closeBeside();
  };
  return {
    ...program,
    origin: config.baseUrl,
    register,
    provider,
    async token(identity) {
      const response = await fetch(`${config.baseUrl}/demo/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ identity }),
      });
      if (!response.ok)
        throw new Error(`No token for ${identity}: ${response.status} ${await response.text()}`);
      return ((await response.json()) as { access_token: string }).access_token;
    },
    async settle() {
      for (let tries = 0; tries < 1200; tries++) {
        const { rows } = await program.app.pool.query<{ count: number }>(
          'select count(*)::int as count from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
        );
        if (rows[0]?.count === 0) return;
        // The workers say nothing when they have done the last job.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('Jobs are still waiting after a minute');
    },
    async again(changed) {
      await end();
      return startOn(database, changed, false);
    },
    async stop() {
      await end();
      await database.drop();
    },
  };
}
