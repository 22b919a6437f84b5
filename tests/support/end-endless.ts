// A run of tests that never ends, e.g. in an endless loop that no time limit of a test can break: says where, and fails.
import type { Reporter, TestModule } from 'vitest/node';

/** Minutes in which some file of tests must have begun or ended; the longest takes a quarter of it on a slow machine. */
const patience = 20;

export default class EndEndless implements Reporter {
  readonly #working = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  onTestRunStart(): void {
    this.#wait();
  }

  onTestModuleQueued({ relativeModuleId }: TestModule): void {
    this.#working.add(relativeModuleId);
    this.#wait();
  }

  onTestModuleEnd({ relativeModuleId }: TestModule): void {
    this.#working.delete(relativeModuleId);
    this.#wait();
  }

  /** A limit of time on purpose: whoever loops can't tell that it does. */
  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      process.stderr.write(`Nothing has ended for ${patience} minutes: ${[...this.#working].join(', ')}\n`);
      process.exit(1);
    }, patience * 60_000).unref();
  }
}
