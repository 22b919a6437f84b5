// Finds the project's folder from the sources (tests) and from the built program alike.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function find(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'database'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The project folder was not found');
  return find(parent);
}

export const projectFolder = find(dirname(fileURLToPath(import.meta.url)));
