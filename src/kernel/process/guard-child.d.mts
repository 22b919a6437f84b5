// Types of guard-child.mjs.
import type { ChildProcess } from 'node:child_process';

/** Guards a child that was spawned with `detached: true`; see guard-child.mjs. */
export function guardChild(
  child: ChildProcess,
  options: {
    /** Which signals after our death, and how many seconds to wait after each. */
    steps: [signal: string, seconds: number][];
    /** To the child's whole process group (default) or to the child alone. */
    group?: boolean;
    uid?: number | undefined;
    gid?: number | undefined;
  },
): { dismiss(): void };
