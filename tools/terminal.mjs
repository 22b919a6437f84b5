// What the tools say to the person at the terminal.

/** A reason to stop that the person can mend: shown without a stack. */
export class ToolFault extends Error {
  name = 'ToolFault';
}

/** Runs a tool; its faults become one line and exit code 1. */
export async function runTool(main) {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof ToolFault ? error.message : error);
  }
}

export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Announces slow work and shows that it goes on: a running clock in a terminal, a line now and then in a log.
 * @param {NodeJS.WriteStream} stream
 * @param {string} what e.g. `[1/3] Installing packages (about a minute, only the first time)`
 * @returns {(result: string) => void} call when done
 */
export function announce(stream, what) {
  const since = performance.now();
  if (!stream.isTTY) stream.write(`${what} ...\n`);
  const show = () =>
    stream.write(stream.isTTY ? `\r${what} ... ${Math.round((performance.now() - since) / 1000)} s` : '');
  show();
  const clock = setInterval(show, 1000);
  const reminder = setInterval(() => {
    if (!stream.isTTY) stream.write(`  still at it (${seconds(since)})\n`);
  }, 20_000);
  return (result) => {
    clearInterval(clock);
    clearInterval(reminder);
    stream.write(
      stream.isTTY ? `\r${what} ... ${result} (${seconds(since)})\n` : `  ${result} (${seconds(since)})\n`,
    );
  };
}
