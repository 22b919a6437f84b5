// How much an evaluation may do: loops and lists cost steps, so that no definition and no answers make the program stand still.

/** Steps of one evaluation. The longest services take some hundreds; this many take a fraction of a second. */
const mostSteps = 100_000;
/** Copying text is quick. */
const charactersPerStep = 100;

/** What is left to an evaluation. Once it is used up nothing more is computed, and the result is not to be trusted. */
export class Work {
  private left: number;

  constructor(steps = mostSteps) {
    this.left = steps;
  }

  /** Whether more was asked than is allowed. */
  get exceeded(): boolean {
    return this.left < 0;
  }

  /** @throws TooMuchWork when the steps are used up */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TooMuchWork();
  }

  /** Steps for a value that was made: one for each part of it, as whoever reads it has to go through them all. */
  spendOn(value: unknown): void {
    if (typeof value === 'string') {
      if (value.length > charactersPerStep) this.spend(Math.floor(value.length / charactersPerStep));
    } else if (Array.isArray(value)) {
      this.spend(value.length);
      for (const each of value) this.spendOn(each);
    } else if (
      typeof value === 'object' &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype
    )
      this.spendOn(Object.values(value));
  }
}

class TooMuchWork extends Error {}
