// The files of the project as the architecture tests read them, and the modules by folder.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/kernel/project-folder.ts';

export function readProjectFile(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}

/** Paths of all files below a folder, relative to the project, sorted. */
export function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => pattern.test(file) && statSync(join(projectFolder, file)).isFile())
    .sort();
}

export function moduleNames(): string[] {
  return readdirSync(join(projectFolder, 'src/modules')).sort();
}

/** What git would commit: tracked and new files, without ignored and deleted ones; undefined outside of a repository. */
export function projectFiles(): string[] | undefined {
  try {
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: projectFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...new Set(list.split('\0'))].filter(
      (file) => file !== '' && statSync(join(projectFolder, file), { throwIfNoEntry: false })?.isFile(),
    );
  } catch {
    return undefined;
  }
}
