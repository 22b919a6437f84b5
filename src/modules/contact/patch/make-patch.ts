// The accepted corrections as a patch for the canton's folder: applied with `git apply`, the next start ends them, since the file says it now.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { App } from '../../../kernel/app.ts';
import { acceptedNow, type Accepted } from '../queries/accepted.ts';
import { changeInFile } from './file-change.ts';

export interface MadePatch {
  patch: string;
  /** Those that no file has a place for, e.g. texts of a defined service: to be worked in by hand. */
  left: Accepted[];
}

/** @param prefix how the folder is called in the repository, e.g. `canton/basel-stadt` */
export async function makePatch(app: App, prefix = `canton/${app.canton.id}`): Promise<MadePatch> {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const left: Accepted[] = [];
  const described = (await readdir(join(app.canton.folder, 'described')).catch(() => [])).map(
    (name) => `described/${name}`,
  );
  const read = async (name: string) => {
    const known = after.get(name) ?? (await readFile(join(app.canton.folder, name), 'utf8'));
    if (!before.has(name)) before.set(name, known);
    return known;
  };
  for (const item of await acceptedNow(app)) {
    const files = item.kind === 'unit' ? ['organisation.yaml'] : item.kind === 'described' ? described : [];
    let placed = false;
    for (const name of files) {
      const list = item.kind === 'unit' ? 'units' : undefined;
      const changed = changeInFile(await read(name), list, item.subject, item.field, item.value);
      if (changed === undefined) continue;
      after.set(name, changed);
      placed = true;
      break;
    }
    if (!placed) left.push(item);
  }
  const parts = [...after].map(([name, text]) => {
    const path = `${prefix}/${name}`;
    const made = createTwoFilesPatch(
      `a/${path}`,
      `b/${path}`,
      before.get(name) ?? '',
      text,
      undefined,
      undefined,
      {
        context: 3,
      },
    );
    return made.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (\S+)\t?$/gm, '$1 $2');
  });
  return { patch: parts.join(''), left };
}
