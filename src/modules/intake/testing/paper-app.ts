// For tests: the services of the real canton in memory, without database, as far as printing their forms needs them.
import { basename } from 'node:path';
import { load } from 'js-yaml';
import { readConfig } from '../../../config.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { createClock } from '../../../kernel/clock.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { appointments } from '../../appointments/module.ts';
import { readLists, readServiceFolder, serviceFolders } from '../../catalogue/definitions/read-folder.ts';
import { contextOfToday } from '../../catalogue/queries/context.ts';
import { catalogueOf } from '../../catalogue/queries/services.ts';
import { organisation } from '../../organisation/module.ts';

/** @param wanted ids of services; absent: all */
export async function paperApp(wanted?: readonly string[]): Promise<App> {
  const now = '2026-11-24T09:00:00+01:00';
  const canton = await readCanton('canton/basel-stadt');
  const app = {
    config: readConfig({ LOG_LEVEL: 'error', NOW: now }),
    canton,
    clock: createClock(now),
  } as App;
  await organisation.start?.(app);
  await appointments.start?.(app);
  const { lists } = await readLists(canton.folder);
  contextOfToday.set(app, { lists, remedies: {} });
  const current = new Map<string, { definition: ServiceDefinition; examples: [] }>();
  for (const folder of await serviceFolders(canton.folder)) {
    const id = basename(folder);
    if (!wanted || wanted.includes(id))
      current.set(id, { definition: readDefinition(await readServiceFolder(folder)), examples: [] });
  }
  catalogueOf.set(app, { current, older: new Map() });
  return app;
}

/** Without the loader's checks, which other tests make: they take longer than all of printing. */
function readDefinition(files: Record<string, string>): ServiceDefinition {
  const texts = languages.map((language) => [
    language,
    Object.fromEntries(flat(load(files[`texts/${language}.yaml`] ?? '') as Tree)),
  ]);
  return {
    ...(load(files['service.yaml'] ?? '') as ServiceDefinition),
    texts: Object.fromEntries(texts) as ServiceDefinition['texts'],
  };
}

interface Tree {
  [key: string]: string | Tree;
}

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}
