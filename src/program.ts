// The program without its process: configuration and database in, a ready application with its server out. main and tests share it.
import { randomBytes } from 'node:crypto';

import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Config } from './config.ts';
import type { App } from './kernel/app.ts';
import { readCanton } from './kernel/canton.ts';
import { createClock } from './kernel/clock.ts';
import { connect, type Connection } from './kernel/db/connect.ts';
import { readAssets } from './kernel/http/assets.ts';
import { loggedRequest } from './kernel/http/logged-request.ts';
import { createServer } from './kernel/http/server.ts';
import { startLiveValues } from './kernel/live/live-values.ts';
import { createMailer } from './kernel/mail/mailer.ts';
import { projectFolder } from './kernel/project-folder.ts';
import { sharedSecret } from './kernel/shared-secret.ts';
import { checkDatasets } from './kernel/datasets/check-datasets.ts';
import { declaredDatasets, personalTables } from './kernel/datasets/declared.ts';
import { modules } from './modules.ts';
import { seedScale } from './seed-scale.ts';
import packageFile from '../package.json' with { type: 'json' };

export { projectFolder };
export const migrationsFolder = join(projectFolder, 'database', 'migrations');

export interface Program {
  app: App;
  server: FastifyInstance;
  connection: Connection;
  close(): Promise<void>;
}

/**
 * Assembles the program on a migrated database and starts its modules.
 * @throws StartFault when the canton's data or a service definition is broken.
 */
export async function createProgram(config: Config, databaseUrl: string): Promise<Program> {
  const log = pino({ level: config.logLevel, serializers: { req: loggedRequest } });
  const connection = connect(
    databaseUrl,
    10,
    (reason) => log.warn(`A connection to the database broke: ${reason}`),
    personalTables(modules),
  );
  let stopLive = async () => {};
  try {
    await checkDatasets(connection.pool, declaredDatasets(modules));
    const clock = createClock(config.now);
    const subscriptions = new Map<string, string[]>();
    for (const module of modules) {
      for (const { event, task } of module.subscribes ?? []) {
        subscriptions.set(event, [...(subscriptions.get(event) ?? []), task]);
      }
    }
    const live = await startLiveValues(connection.pool, databaseUrl, (reason) =>
      log.warn(`The connection that hears of changes broke: ${reason}`),
    );
    stopLive = live.stop;
    const announced = modules.flatMap(({ announces = {} }) => Object.keys(announces));
    for (const { hearsAnnouncements: task } of modules) {
      if (task === undefined) continue;
      for (const event of new Set(announced))
        subscriptions.set(event, [...(subscriptions.get(event) ?? []), task]);
    }
    const assetsFolder = join(projectFolder, 'dist', 'assets');
    const app: App = {
      config,
      canton: await readCanton(config.canton),
      clock,
      db: connection.db,
      pool: connection.pool,
      log,
      mailer: createMailer(config, connection.db, clock),
      live,
      modules,
      subscriptions,
      // Made at the first start and the same for all processes; production brings its own.
      secret:
        config.secret ??
        (await sharedSecret(connection.db, 'signing', () => randomBytes(32).toString('base64url'))),
      assets: await readAssets(assetsFolder),
      release: packageFile.version,
    };
    for (const module of modules) await module.start?.(app);
    const server = await createServer(app, assetsFolder);
    server.addHook('onClose', stopLive);
    return {
      app,
      server,
      connection,
      close: async () => {
        await server.close();
        await connection.close();
      },
    };
  } catch (error) {
    await stopLive();
    await connection.close();
    throw error;
  }
}

/**
 * Fills the demonstration canton through the modules' own actions, in order; safe to repeat and to interrupt.
 * @param say told once, when the canton is still empty
 */
export async function seed(app: App, say?: (line: string) => void): Promise<void> {
  const happened = await app.db.selectFrom('kernel.event').select('id').limit(1).executeTakeFirst();
  if (!happened) say?.('Seeding the demonstration canton');
  for (const module of app.modules) await module.seed?.(app);
  if (app.config.scale > 0) await seedScale(app, app.config.scale, say);
}
