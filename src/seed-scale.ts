// SEED=scale:N: many invented persons with cases, reports, comments and subscriptions beside the demonstration, the same ones that the simulated register invents.
import type { App } from './kernel/app.ts';
import { inventedSoFar, readPatterns, seedInvented } from './modules/intake/index.ts';
import { seedSubscribers } from './modules/subscriptions/index.ts';
import { seedManyComments } from './modules/participation/index.ts';
import { seedManyReports } from './modules/reports/index.ts';
import { keepLog } from './modules/transparency/index.ts';
import { readCantonData } from './register/canton-data.ts';
import { inventResident } from './register/invent.ts';

/** Persons in a transaction; one statement takes at most 65,535 values. */
const atOnce = 1_000;
const saidEvery = 10_000;

/**
 * Adds what is missing up to `scale`; interrupted, it goes on after the last whole batch.
 * @param say told how far it is
 * @throws StartFault
 */
export async function seedScale(
  app: App,
  scale: number,
  say: (line: string) => void = () => {},
): Promise<void> {
  let from = await inventedSoFar(app);
  if (from >= scale) return;
  const { places } = await readCantonData(app.canton.folder);
  const patterns = await readPatterns(app);
  while (from < scale) {
    const count = Math.min(atOnce, scale - from);
    const persons = Array.from({ length: count }, (_, index) => {
      const { id, firstName, lastName, address } = inventResident(from + index, places);
      return { id, firstName, lastName, address: { ...address } };
    });
    await seedInvented(app, patterns, from, persons);
    await seedManyReports(app, from, count);
    await seedManyComments(app, from, count);
    from += count;
    if (from % saidEvery === 0 || from >= scale) {
      say(`Seeded ${from} of ${scale} invented persons with their cases, reports and comments`);
      await keepLog(app);
    }
  }
  await seedSubscribers(app, scale);
  // Without new figures the planner would take the tables for small ones.
  await app.pool.query('analyze');
}
