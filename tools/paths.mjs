// Where things lie in this folder, for the other tools. Built-ins only, Node 20: nothing may be installed yet.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
export const modules = join(root, 'node_modules');
export const dist = join(root, 'dist');
/** Drafts, locks, caches: may be deleted whenever nothing runs. */
export const cache = join(root, '.cache');
/** What Node has compiled, so that the next start needs not do it again. */
export const compiled = join(cache, 'compiled');
const executable = process.platform === 'win32' ? 'node.exe' : 'node';
/** The pinned Node, from the npm package of that name. */
export const pinnedNode = join(modules, 'node', 'bin', executable);
