// A small real program for this module's tests: server, database, organisation and identity, with a clock that tests can move.
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../../../config.ts';
import { provideActingRules } from '../../../kernel/acting.ts';
import type { App } from '../../../kernel/app.ts';
import { unchangingValues } from '../../../kernel/live/unchanging-values.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { connect } from '../../../kernel/db/connect.ts';
import { createServer } from '../../../kernel/http/server.ts';
import { createMailer } from '../../../kernel/mail/mailer.ts';
import type { Module } from '../../../kernel/module.ts';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { testDatabase } from '../../../../tests/support/test-database.ts';
import { organisation } from '../../organisation/module.ts';
import { identity } from '../module.ts';

export interface IdentityProgram {
  app: App;
  server: FastifyInstance;
  origin: string;
  /** Moves the clock of the program forwards. */
  advance(seconds: number): void;
  /** A second process on the same database, behind the same public address. */
  another(env?: Record<string, string>): Promise<IdentityProgram>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** @param env overrides of the configuration */
export async function identityProgram(
  env: Record<string, string> = {},
  extra: Module[] = [],
): Promise<IdentityProgram> {
  const database = await testDatabase();
  const program = await open(database.url, env, extra);
  for (const module of program.app.modules) await module.seed?.(program.app);
  return {
    ...program,
    async stop() {
      await program.stop();
      await database.drop();
    },
  };
}

async function open(
  databaseUrl: string,
  env: Record<string, string>,
  extra: Module[],
): Promise<IdentityProgram> {
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    LOG_LEVEL: 'silent',
    CANTON: join(projectFolder, 'canton/basel-stadt'),
    ...env,
  });
  const connection = connect(databaseUrl, 5);
  let offset = 0;
  const clock = {
    now: () => new Date(Date.now() + offset),
    today: () => dayInSwitzerland(new Date(Date.now() + offset)),
  };
  const assetsFolder = await mkdtemp(join(tmpdir(), 'drehscheibe-assets-'));
  const app: App = {
    config,
    canton: await readCanton(config.canton),
    clock,
    db: connection.db,
    pool: connection.pool,
    log: pino({ level: config.logLevel }),
    mailer: createMailer(config, connection.db, clock),
    live: unchangingValues,
    modules: [organisation, identity, ...extra],
    subscriptions: new Map(),
    secret: 'a secret for tests that is long enough',
    assets: {
      css: '/assets/app.css',
      font: '/assets/font.woff2',
      icon: '/assets/icon.svg',
      addresses: '/assets/addresses.js',
      search: '/assets/search.js',
      answers: '/assets/search.js',
      locationMap: '/assets/location-map.js',
      reportsMap: '/assets/location-map.js',
      map: { worker: '', css: '' },
      verifyReceipt: '/assets/verify-receipt.js',
      passkey: '/assets/passkey.js',
      secretBallot: '/assets/secret-ballot.js',
      push: '/assets/push.js',
      communityLive: '/assets/community-live.js',
    },
    release: 'test',
  };
  // There are no mandates here.
  provideActingRules(app, {
    chooseAt: '/vertretung',
    actorFor: () => Promise.resolve(undefined),
    confirm: () => Promise.resolve(),
  });
  for (const module of app.modules) await module.start?.(app);
  const server = await createServer(app, assetsFolder);
  await server.listen({ port, host: '127.0.0.1' });
  return {
    app,
    server,
    origin: config.baseUrl,
    advance: (seconds) => void (offset += seconds * 1000),
    another: (more = {}) => open(databaseUrl, { BASE_URL: config.baseUrl, ...env, ...more }, extra),
    async stop() {
      await server.close();
      await connection.close();
      await rm(assetsFolder, { recursive: true, force: true });
    },
  };
}
