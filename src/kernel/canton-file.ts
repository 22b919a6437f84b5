// Reads one data file of the canton against its schema and says everything that is wrong, with file, line and path.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { YamlDocument } from '../engine/index.ts';
import type { Canton } from './canton.ts';
import { StartFault } from './start-fault.ts';

const Text = Type.String({ minLength: 1 });
/** A text in all four languages; a missing one is a fault of the file. */
export const LocalTextSchema = Type.Object(
  { de: Text, fr: Text, it: Text, en: Text },
  { additionalProperties: false },
);

export interface CantonFile<Data> {
  /** Absent when the file does not have its shape. */
  data: Data | undefined;
  /** One line each: `canton/basel-stadt/organisation.yaml:12 [3].parent: …`. */
  faults: string[];
  /** A line for a fault that only the reader of the data can know. */
  faultAt(path: readonly (string | number)[], message: string): string;
}

/**
 * Reads `name` in the canton's folder.
 * @throws StartFault when the file is missing or can't be read
 */
export async function readCheckedFile<Schema extends TSchema>(
  canton: Canton,
  name: string,
  schema: Schema,
): Promise<CantonFile<Static<Schema>>> {
  const path = join(canton.folder, name);
  const shown = relative(process.cwd(), path).startsWith('..') ? path : relative(process.cwd(), path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new StartFault(
      `${shown} can't be read (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}).`,
    );
  }
  const document = new YamlDocument(shown, text);
  const line = ({ file, line: at, path: where, message }: (typeof document.faults)[number]) =>
    `${file}:${at} ${where === '' ? '' : `${where}: `}${message}`;
  const faultAt = (at: readonly (string | number)[], message: string) =>
    line(document.fault(at, 'DATA', message));
  if (document.faults.length > 0) return { data: undefined, faults: document.faults.map(line), faultAt };
  const check = Compile(schema);
  if (check.Check(document.value)) return { data: document.value, faults: [], faultAt };
  const faults = check.Errors(document.value).flatMap((error) => {
    const at = error.instancePath
      .split('/')
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    // The error "schema is false" repeats what "additional properties" says.
    return error.keyword === 'boolean' ? [] : [faultAt(at, `${error.message}.`)];
  });
  return { data: undefined, faults, faultAt };
}

/** @throws StartFault that lists all faults, when there are any */
export function stopForFaults(what: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  throw new StartFault(
    `${what} ${what.endsWith('s') ? 'have' : 'has'} ${count}:\n${faults.map((each) => `  ${each}`).join('\n')}`,
  );
}
