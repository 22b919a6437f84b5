// The canton's own data: one folder of YAML files, so that another canton is another folder.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import type { LocalText } from './i18n/texts.ts';
import { StartFault } from './start-fault.ts';

export interface Canton {
  /** Absolute path of the folder. */
  folder: string;
  id: string;
  name: LocalText;
  realWebsite: string;
  /** `unit` is the municipality's unit in the organisation, `bfs` its official number. */
  municipalities: {
    id: string;
    bfs: number;
    unit: string;
    name: string;
    /** How addresses call it in other languages. */
    otherNames?: string[];
    postalCodes: string[];
  }[];
}

/** @throws StartFault when the folder or its canton.yaml is missing or broken. */
export async function readCanton(path: string): Promise<Canton> {
  const folder = resolve(path);
  const file = join(folder, 'canton.yaml');
  try {
    const data = load(await readFile(file, 'utf8')) as Omit<Canton, 'folder'>;
    return { ...data, folder };
  } catch (error) {
    throw new StartFault(
      `CANTON: ${file} can't be read (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}).`,
    );
  }
}

/** Reads one YAML file of the canton, e.g. `organisation.yaml`. @throws StartFault */
export async function readCantonFile(canton: Canton, name: string): Promise<unknown> {
  const file = join(canton.folder, name);
  try {
    return load(await readFile(file, 'utf8'));
  } catch (error) {
    throw new StartFault(
      `${file} can't be read (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}).`,
    );
  }
}
