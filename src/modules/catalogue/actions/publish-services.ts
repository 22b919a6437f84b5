// Publishes the versions that the program starts with: once published, a version never changes its meaning.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { stopForFaults } from '../../../kernel/canton-file.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { keepChecked } from '../definitions/checked-services.ts';
import type { PassedService } from '../definitions/load-services.ts';

/**
 * Records each version that is new, and that it has passed all checks: all that `work` gives to `publish`, or, when it
 * throws, nothing. Safe in several processes at once.
 * @throws StartFault when a version that was published before has another content now; whatever `work` throws
 */
export async function publishServices<Result>(
  app: App,
  work: (publish: (passed: PassedService[]) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  return app.db.transaction().execute(async (db) => {
    // Between two services the database waits for as long as a slow machine takes to check them.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(db);
    const faults: string[] = [];
    const now = app.clock.now();
    const result = await work(async (passed) => void faults.push(...(await publish(db, passed, now))));
    stopForFaults('The published services', faults);
    return result;
  });
}

/** @returns a line for each version that was published before with another content */
async function publish(db: Database, passed: readonly PassedService[], now: Date): Promise<string[]> {
  await db
    .insertInto('catalogue.service_version')
    .values(
      passed.map(({ id, version, hash, definition, context }) => ({
        service_id: id,
        version,
        hash,
        definition,
        context,
        published_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['service_id', 'version']).doNothing())
    .execute();
  const published = await db
    .selectFrom('catalogue.service_version')
    .select(['service_id', 'hash'])
    .where((eb) => eb.or(passed.map(({ id, version }) => eb.and({ service_id: id, version }))))
    .execute();
  const hashes = new Map(published.map(({ service_id, hash }) => [service_id, hash]));
  const same = ({ id, hash }: PassedService) => hashes.get(id) === hash;
  await keepChecked(db, passed.filter(same));
  return passed
    .filter((each) => !same(each))
    .map(
      ({ folder, version }) =>
        `${folder}/service.yaml version: Version ${version} was published with another content ` +
        `(definition, texts, a list or the remedy has changed since). Raise the version to ${version + 1}.`,
    );
}
