// Publishes the versions that the program starts with: once published, a version never changes its meaning.
import { createHash } from 'node:crypto';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { stopForFaults } from '../../../kernel/canton-file.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { keepChecked } from '../definitions/checked-services.ts';
import type { LoadedService } from '../definitions/load-services.ts';
import type { Context } from '../queries/context.ts';

/** The lists and the remedy that this definition names, and no others. */
export function contextFor(definition: ServiceDefinition, all: Context): Context {
  const lists = new Set(definition.pages.flatMap((page) => page.fields.flatMap((field) => field.list ?? [])));
  const pick = <Value>(from: Readonly<Record<string, Value>>, ids: Iterable<string>) =>
    Object.fromEntries([...ids].flatMap((id) => (from[id] === undefined ? [] : [[id, from[id]] as const])));
  return {
    lists: pick(all.lists, lists),
    remedies: pick(all.remedies, definition.process.remedy ? [definition.process.remedy] : []),
  };
}

/** The same for the same meaning: keys in any order, but rules as they stand, because each sees those before it. */
export function hashOf(definition: ServiceDefinition, context: Context): string {
  const rules = Object.entries(definition.rules ?? {});
  return createHash('sha256')
    .update(JSON.stringify(sorted({ definition: { ...definition, rules }, context })))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/** So many go to the database in one statement. */
const together = 100;

/**
 * Records each version that is new, and that it has passed all checks. Safe in several processes at once.
 * @throws StartFault when a version that was published before has another content now
 */
export async function publishServices(
  app: App,
  services: readonly LoadedService[],
  context: Context,
): Promise<void> {
  const faults: string[] = [];
  const unknown = services.filter(({ known }) => !known);
  await app.db.transaction().execute(async (db) => {
    for (let at = 0; at < unknown.length; at += together)
      faults.push(...(await publish(db, unknown.slice(at, at + together), context, app.clock.now())));
  });
  stopForFaults('The published services', faults);
}

/** @returns a line for each version that was published before with another content */
async function publish(
  db: Database,
  services: readonly LoadedService[],
  context: Context,
  now: Date,
): Promise<string[]> {
  const versions = services.map(({ definition }) => {
    const own = contextFor(definition, context);
    return {
      service_id: definition.id,
      version: definition.version,
      hash: hashOf(definition, own),
      definition: JSON.stringify(definition),
      context: JSON.stringify(own),
      published_at: now,
    };
  });
  await db
    .insertInto('catalogue.service_version')
    .values(versions)
    .onConflict((conflict) => conflict.columns(['service_id', 'version']).doNothing())
    .execute();
  const published = await db
    .selectFrom('catalogue.service_version')
    .select(['service_id', 'hash'])
    .where((eb) => eb.or(versions.map(({ service_id, version }) => eb.and({ service_id, version }))))
    .execute();
  const hashes = new Map(published.map(({ service_id, hash }) => [service_id, hash]));
  const same = (each: (typeof versions)[number] | undefined) =>
    each !== undefined && hashes.get(each.service_id) === each.hash;
  await keepChecked(
    db,
    services.filter((_, index) => same(versions[index])),
  );
  return services
    .filter((_, index) => !same(versions[index]))
    .map(
      ({ folder, definition: { version } }) =>
        `${folder}/service.yaml version: Version ${version} was published with another content ` +
        `(definition, texts, a list or the remedy has changed since). Raise the version to ${version + 1}.`,
    );
}
