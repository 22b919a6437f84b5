// One word for the program's own sources: what an older program judged may be judged otherwise by this one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { projectFolder } from './project-folder.ts';

/** Hash of the sources that were built; the version where the sources run unbuilt, as in tests. */
export async function programMark(): Promise<string> {
  const stamp = await readFile(join(projectFolder, 'dist', '.build.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(stamp) as { source?: string }).source ?? packageFile.version;
}
