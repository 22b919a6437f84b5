// Reads service definitions and what surrounds them from the canton's folder; the engine judges the content.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  loadList,
  YamlDocument,
  type DefinitionFault,
  type Lists,
  type ListOption,
} from '../../../engine/index.ts';

/** Files of one service by path inside its folder, with `/` as separator: the input of the engine's loader. */
export async function readServiceFolder(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile()) files[entry.name] = await readFile(join(folder, entry.name), 'utf8');
    if (!entry.isDirectory()) continue;
    for (const inner of await readdir(join(folder, entry.name), { withFileTypes: true }))
      if (inner.isFile() && !inner.name.startsWith('.'))
        files[`${entry.name}/${inner.name}`] = await readFile(join(folder, entry.name, inner.name), 'utf8');
  }
  return files;
}

/** Folders below `services/` in alphabetical order. */
export async function serviceFolders(canton: string): Promise<string[]> {
  const entries = await readdir(join(canton, 'services'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(canton, 'services', entry.name))
    .sort();
}

/** Their names, which are the ids of the services. */
export const serviceIds = async (canton: string): Promise<string[]> =>
  (await serviceFolders(canton)).map((folder) => basename(folder));

/** The shared lists by id, with everything wrong in them. An absent folder has none. */
export async function readLists(canton: string): Promise<{ lists: Lists; faults: DefinitionFault[] }> {
  const lists: Record<string, ListOption[]> = {};
  const faults: DefinitionFault[] = [];
  const names = await readdir(join(canton, 'lists')).catch(() => []);
  for (const name of names.filter((each) => each.endsWith('.yaml')).sort()) {
    const { list, faults: found } = loadList(
      `lists/${name}`,
      await readFile(join(canton, 'lists', name), 'utf8'),
    );
    lists[basename(name, '.yaml')] = list;
    faults.push(...found);
  }
  return { lists, faults };
}

/** Ids in one of the canton's files; undefined when the file is missing, so that nothing is checked against it. */
async function idsIn(
  canton: string,
  name: string,
  ids: (value: unknown) => string[],
): Promise<string[] | undefined> {
  const text = await readFile(join(canton, name), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : ids(new YamlDocument(name, text).value);
}

const idsOfList = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((each: unknown) =>
        typeof each === 'object' && each !== null && 'id' in each && typeof each.id === 'string'
          ? [each.id]
          : [],
      )
    : [];
const keys = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

export interface Surroundings {
  lists: Lists;
  remedies: string[] | undefined;
  units: string[] | undefined;
  lifeEvents: string[] | undefined;
  audiences: string[] | undefined;
  faults: DefinitionFault[];
}

/** What definitions refer to: shared lists, units, remedies, life events and audiences of the canton. */
export async function readSurroundings(canton: string): Promise<Surroundings> {
  const { lists, faults } = await readLists(canton);
  const [remedies, units, lifeEvents, audiences] = await Promise.all([
    idsIn(canton, 'remedies.yaml', keys),
    idsIn(canton, 'organisation.yaml', (value) =>
      idsOfList(typeof value === 'object' && value !== null && 'units' in value ? value.units : value),
    ),
    idsIn(canton, 'life-events.yaml', idsOfList),
    idsIn(canton, 'audiences.yaml', idsOfList),
  ]);
  return { lists, remedies, units, lifeEvents, audiences, faults };
}
