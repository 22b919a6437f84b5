// Reads every service of the canton; a broken one stops the start, and all faults of all services are said at once.
// What passed before is not read again: to parse it and to work its examples through takes some milliseconds a service.
import { basename, join, relative } from 'node:path';
import {
  loadDefinition,
  type AppointmentOffers,
  type CantonArea,
  type DefinitionFault,
  type RegisterGrant,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Context } from '../queries/context.ts';
import { checkedBefore, fingerprints, type CheckedService } from './checked-services.ts';
import { readServiceFolder, serviceFolders } from './read-folder.ts';

export interface LoadedService extends CheckedService {
  /** Folder with the definition, as shown in messages. */
  folder: string;
  fingerprint: string;
  /** Whether it passed, and was published, at an earlier start. */
  known: boolean;
}

export interface Surroundings extends Context {
  units: ReadonlySet<string>;
  lifeEvents: ReadonlySet<string>;
  audiences: ReadonlySet<string>;
  area: CantonArea;
  offers: AppointmentOffers;
  holidays: (day: string) => boolean;
  grants: readonly RegisterGrant[];
}

/** So many folders are read together: quick, without holding all files at once. */
const together = 50;

/** Services in the order of their folders, with everything that is wrong with them. */
export async function loadServices(
  app: App,
  around: Surroundings,
): Promise<{ services: LoadedService[]; faults: string[] }> {
  const services: LoadedService[] = [];
  const faults: string[] = [];
  const fingerprintOf = await fingerprints(app.canton);
  const folders = await serviceFolders(app.canton.folder);
  const ids = new Set(folders.map((folder) => basename(folder)));
  for (let at = 0; at < folders.length; at += together) {
    const sources = await Promise.all(
      folders.slice(at, at + together).map(async (folder) => {
        const files = await readServiceFolder(folder);
        return { folder, files, fingerprint: fingerprintOf(folder, files) };
      }),
    );
    const passed = await checkedBefore(
      app,
      sources.map(({ fingerprint }) => fingerprint),
    );
    for (const { folder, files, fingerprint } of sources) {
      const shown = shownPath(folder);
      const before = passed.get(fingerprint);
      if (before) {
        services.push({ ...before, folder: shown, fingerprint, known: true });
        continue;
      }
      const loaded = loadDefinition({
        files,
        lists: around.lists,
        remedies: Object.keys(around.remedies),
        units: around.units,
        lifeEvents: around.lifeEvents,
        audiences: around.audiences,
        services: ids,
        area: around.area,
        offers: around.offers,
        holidays: around.holidays,
        grants: around.grants,
        folder: basename(folder),
      });
      if ('faults' in loaded) faults.push(...loaded.faults.map((fault) => faultLine(fault, shown)));
      else {
        const { definition, examples } = loaded;
        services.push({ definition, examples, folder: shown, fingerprint, known: false });
      }
    }
  }
  // What passed before is not read again, but its neighbours may have gone.
  for (const { definition, folder } of services.filter((service) => service.known)) {
    for (const id of definition.related ?? [])
      if (!ids.has(id)) faults.push(`${join(folder, 'service.yaml')} related: There is no service ${id}.`);
  }
  return { services, faults };
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
