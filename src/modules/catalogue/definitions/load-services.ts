// Reads every service of the canton; a broken one stops the start, and all faults of all services are said at once.
import { basename, join, relative } from 'node:path';
import {
  loadDefinition,
  type DefinitionFault,
  type Example,
  type LoadedDefinition,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import type { Canton } from '../../../kernel/canton.ts';
import type { Context } from '../queries/context.ts';
import { readServiceFolder, serviceFolders } from './read-folder.ts';

export interface LoadedService {
  definition: ServiceDefinition;
  examples: Example[];
  /** Folder with the definition, as shown in messages. */
  folder: string;
}

export interface Surroundings extends Context {
  units: ReadonlySet<string>;
  lifeEvents: ReadonlySet<string>;
  audiences: ReadonlySet<string>;
  holidays: (day: string) => boolean;
}

/** Services in the order of their ids, with everything that is wrong with them. */
export async function loadServices(
  canton: Canton,
  around: Surroundings,
): Promise<{ services: LoadedService[]; faults: string[] }> {
  const services: LoadedService[] = [];
  const faults: string[] = [];
  for (const folder of await serviceFolders(canton.folder)) {
    const shown = shownPath(folder);
    const loaded = loadDefinition({
      files: await readServiceFolder(folder),
      lists: around.lists,
      remedies: Object.keys(around.remedies),
      units: around.units,
      lifeEvents: around.lifeEvents,
      holidays: around.holidays,
      folder: basename(folder),
    });
    if ('faults' in loaded) faults.push(...loaded.faults.map((fault) => faultLine(fault, shown)));
    else services.push(pick(loaded, shown));
  }
  const known = new Set(services.map(({ definition }) => definition.id));
  // While some services are broken, what refers to them is not a fault of its own.
  if (faults.length === 0) {
    for (const { definition, folder } of services) {
      const file = join(folder, 'service.yaml');
      for (const id of definition.related ?? []) {
        if (!known.has(id)) faults.push(`${file} related: There is no service ${id}.`);
      }
      for (const id of definition.audience) {
        if (!around.audiences.has(id)) faults.push(`${file} audience: ${id} is not in audiences.yaml.`);
      }
    }
  }
  return { services, faults };
}

function pick({ definition, examples }: LoadedDefinition, folder: string): LoadedService {
  return { definition, examples, folder };
}

/** Relative to where the operator stands; absolute for what lies elsewhere. */
function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

/** `canton/basel-stadt/services/x/service.yaml:12:5 pages[1].when: …` */
export function faultLine({ file, line, column, path, message }: DefinitionFault, folder: string): string {
  return `${join(folder, file)}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}
