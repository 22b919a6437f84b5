// Jobs and the clock: a job runs at the present, whatever day it was when the pool made the connection that wakes it.
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/test-database.ts';
import type { App } from '../app.ts';
import { createClock, runAt } from '../clock.ts';
import { connect } from '../db/connect.ts';
import { queueOnce } from './queue-once.ts';
import { startWorker } from './worker.ts';

test('a job runs at the present where the connections come from work on another day', async () => {
  const database = await testDatabase();
  const connection = connect(database.url);
  const clock = createClock('2026-11-24T09:00:00+01:00');
  let ran: (day: string) => void = () => undefined;
  const day = new Promise<string>((resolve) => (ran = resolve));
  const module = { jobs: { 'trial.say-day': () => Promise.resolve(ran(clock.today())) } };
  const log = { debug: () => undefined, warn: () => undefined, error: () => undefined };
  const app = { ...connection, clock, log, modules: [module] } as unknown as App;
  // As when the demonstration is filled: all connections of the pool are made on the other day.
  await runAt(clock, new Date('2025-12-01T09:00:00+01:00'), () =>
    Promise.all(Array.from({ length: 10 }, () => connection.pool.query('select pg_sleep(0.1)'))),
  );
  const worker = await startWorker(app);
  await queueOnce(app, 'trial.say-day');
  expect(await day).toBe('2026-11-24');
  await worker.stop();
  await connection.close();
  await database.drop();
});
