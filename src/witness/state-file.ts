// What the witness remembers of each log, in one file that is there whole or as it was before.
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The newest checkpoint that was cosigned. */
export interface Remembered {
  /** The log's key when it was first seen. */
  key: string;
  size: number;
  /** Base64. */
  head: string;
  /** Signed note with our cosignature. */
  checkpoint: string;
}

export interface Memory {
  of(origin: string): Remembered | undefined;
  all(): Remembered[];
  /** On the disk when the promise settles. */
  keep(origin: string, remembered: Remembered): Promise<void>;
}

/** Writes a file so that a power cut leaves the old one or the new one. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** @throws Error when the file is there and can't be read: a witness that forgets is none */
export async function openMemory(path: string): Promise<Memory> {
  const logs = new Map(Object.entries(parse(path, await readIfThere(path))));
  return {
    of: (origin) => logs.get(origin),
    all: () => [...logs.values()],
    async keep(origin, remembered) {
      const changed = new Map(logs).set(origin, remembered);
      await writeDurably(path, `${JSON.stringify(Object.fromEntries(changed), undefined, 2)}\n`);
      logs.set(origin, remembered);
    },
  };
}

function parse(path: string, text: string | undefined): Record<string, Remembered> {
  try {
    return text === undefined ? {} : (JSON.parse(text) as Record<string, Remembered>);
  } catch (error) {
    throw new Error(`${path} is damaged, and with it what was confirmed`, { cause: error });
  }
}
