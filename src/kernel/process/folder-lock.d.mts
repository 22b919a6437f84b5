// Types of folder-lock.mjs.

export interface Holder {
  pid: number;
  purpose: string;
}

/** Thrown by `lockFolder` when another living process holds the lock. */
export class LockHeld extends Error {
  holder: Holder;
}

/**
 * Takes the lock or says who holds it.
 * @param options.patience milliseconds to wait for a living holder to end, default 0
 * @throws LockHeld
 */
export function lockFolder(
  path: string,
  purpose: string,
  options?: { patience?: number },
): Promise<{ release(): void }>;

/** Who holds a lock now, without taking it. */
export function lockHolder(path: string): Holder | undefined;
