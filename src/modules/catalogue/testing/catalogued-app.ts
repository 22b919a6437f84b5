// For tests: the organisation and the catalogue of the real canton on a database of their own, without server and jobs.
import { pino } from 'pino';
import { readConfig } from '../../../config.ts';
import type { App } from '../../../kernel/app.ts';
import { unchangingValues } from '../../../kernel/live/unchanging-values.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { createClock } from '../../../kernel/clock.ts';
import { connect } from '../../../kernel/db/connect.ts';
import { testDatabase } from '../../../../tests/support/test-database.ts';
import { appointments } from '../../appointments/module.ts';
import { identity } from '../../identity/module.ts';
import { organisation } from '../../organisation/module.ts';
import { catalogue } from '../module.ts';

export interface CataloguedApp {
  app: App;
  /** The same program again on the same database, perhaps with another canton folder. */
  restart(canton?: string): Promise<App>;
  stop(): Promise<void>;
}

export async function cataloguedApp(now = '2026-11-24T09:00:00+01:00'): Promise<CataloguedApp> {
  const database = await testDatabase();
  const connection = connect(database.url);
  const start = async (canton = 'canton/basel-stadt') => {
    const modules = [organisation, identity, appointments, catalogue];
    const app: App = {
      config: readConfig({ LOG_LEVEL: 'error', NOW: now }),
      canton: await readCanton(canton),
      clock: createClock(now),
      db: connection.db,
      pool: connection.pool,
      log: pino({ level: 'error' }),
      mailer: { send: () => Promise.reject(new Error('No mails here')) } as unknown as App['mailer'],
      live: unchangingValues,
      modules,
      subscriptions: new Map(),
      secret: 'a secret for tests only, long enough',
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
    for (const module of modules) await module.start?.(app);
    return app;
  };
  return {
    app: await start(),
    restart: start,
    async stop() {
      await connection.close();
      await database.drop();
    },
  };
}
