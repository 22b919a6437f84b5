// The services: today's from memory, older versions from the database.
import type { Example, Language, ServiceDefinition } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { correctedState } from '../../organisation/index.ts';
import { keepContext, type Context } from './context.ts';

interface Catalogue {
  current: ReadonlyMap<string, { definition: ServiceDefinition; examples: readonly Example[] }>;
  /** `id@version` -> definition, for versions that are no longer current. */
  older: Map<string, Promise<ServiceDefinition | undefined>>;
}

export const catalogueOf = perApp<Catalogue>('The catalogue');

/** Older versions are kept in memory up to this number. */
const mostOlder = 500;

/** Titles and summaries only: what a published version decides never changes. */
const corrected = correctedState<Catalogue>(['service'], (catalogue, directory) => {
  const fields = directory['service'] ?? {};
  const current = new Map(
    [...catalogue.current].map(([id, entry]) => {
      const own = Object.entries(fields[id] ?? {});
      if (own.length === 0) return [id, entry] as const;
      const texts = Object.fromEntries(
        languages.map((language) => [
          language,
          {
            ...entry.definition.texts[language],
            ...Object.fromEntries(
              own.flatMap(([field, value]) => {
                const [key = '', of] = field.split('.');
                return of === language ? [[key, value]] : [];
              }),
            ),
          },
        ]),
      ) as ServiceDefinition['texts'];
      return [id, { ...entry, definition: { ...entry.definition, texts } }] as const;
    }),
  );
  return { ...catalogue, current };
});
const today = (app: App): Catalogue => corrected(app, catalogueOf.of(app));

/** As the canton's folder has it, without corrections. */
export const serviceInFile = (app: App, id: string): ServiceDefinition | undefined =>
  catalogueOf.of(app).current.get(id)?.definition;

/** Today's version of every service, in the order of ids. */
export function services(app: App): ServiceDefinition[] {
  return [...today(app).current.values()].map(({ definition }) => definition);
}

/** Today's version of a service. */
export function serviceById(app: App, id: string): ServiceDefinition | undefined {
  return today(app).current.get(id)?.definition;
}

/** The worked examples of today's version. */
export function examplesOf(app: App, id: string): readonly Example[] {
  return today(app).current.get(id)?.examples ?? [];
}

/**
 * The version that a draft or case is pinned to. `evaluateService`, `contextOf` and `remedyOf` use the lists and
 * remedies of that version when they are given its definition.
 */
export async function serviceVersion(
  app: App,
  id: string,
  version: number,
): Promise<ServiceDefinition | undefined> {
  const { current, older } = today(app);
  const newest = current.get(id)?.definition;
  if (newest?.version === version) return newest;
  if (!Number.isInteger(version)) return undefined;
  const key = `${id}@${version}`;
  let found = older.get(key);
  if (!found) {
    found = readVersion(app, id, version);
    if (older.size >= mostOlder) older.clear();
    older.set(key, found);
    // Neither a failed query nor an absent version is remembered: another process may publish it.
    found.then(
      (definition) => definition ?? older.delete(key),
      () => older.delete(key),
    );
  }
  return found;
}

/** As `serviceVersion`, for a version that a draft or case is pinned to: published versions are never removed. */
export async function requireServiceVersion(
  app: App,
  id: string,
  version: number,
): Promise<ServiceDefinition> {
  const definition = await serviceVersion(app, id, version);
  if (!definition) throw new Error(`Version ${version} of the service ${id} is missing`);
  return definition;
}

/** The name of a service today; its id when it is no longer offered. */
export function serviceTitle(app: App, id: string, language: Language): string {
  return serviceById(app, id)?.texts[language]['title'] ?? id;
}

async function readVersion(app: App, id: string, version: number): Promise<ServiceDefinition | undefined> {
  const row = await app.db
    .selectFrom('catalogue.service_version')
    .select(['definition', 'context'])
    .where('service_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  // Only what passed the loader is ever published.
  const definition = row.definition as unknown as ServiceDefinition;
  keepContext(definition, row.context as unknown as Context);
  return definition;
}
