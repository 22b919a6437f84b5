// Types of process-identity.mjs.

/** When a process began; undefined when no such process lives. */
export function processStart(pid: number): string | undefined;
/** Where process numbers are comparable: one boot of one machine, one container. */
export function processSpace(): string;
