// A reason not to start that the operator can mend: main prints its message alone, without a stack.

/**
 * Thrown while the program starts. The message is plain English, says what is wrong and what to do,
 * and stands on one line unless it lists several faults.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/** Whether something thrown says that the disk is full; takes Node's errors and PostgreSQL's words. */
export function isDiskFull(thrown: unknown): boolean {
  if (typeof thrown === 'string') return /no space left on device|disk quota exceeded/i.test(thrown);
  if (!(thrown instanceof Error)) return false;
  const code = 'code' in thrown ? thrown.code : undefined;
  // 53100 is PostgreSQL's disk_full.
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || isDiskFull(thrown.message);
}

/** Ends the process with 1 and says why: a fault that the operator can mend in its own words, anything else with its stack. */
export function endWithFault(error: unknown): never {
  if (error instanceof StartFault) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
