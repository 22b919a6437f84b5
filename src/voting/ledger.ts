// Everyone's money to the last fraction: balances as whole numbers over a common denominator that grows with purchases.
import type { Election } from './election.ts';
import type { Tally } from './tally.ts';

/** What a supporter pays for each point given: `left / (denominator * weight)` units of money. */
export interface ExactPrice {
  left: bigint;
  weight: bigint;
  denominator: bigint;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}

/** A fraction as a number, right to the last bits whatever its size. */
export function toNumber(numerator: bigint, denominator: bigint): number {
  return Number((numerator << 96n) / denominator) / 2 ** 96;
}

/** 0 where both are the same fraction, negative where the first is smaller. Denominators are positive. */
export function compareFractions(a: readonly [bigint, bigint], b: readonly [bigint, bigint]): number {
  const difference = a[0] * b[1] - b[0] * a[1];
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export class Ledger {
  readonly #tally: Tally;
  readonly #costs: readonly bigint[];
  readonly #balance: bigint[];
  /** The denominator at which each balance is held: those who buy nothing are not touched. */
  readonly #heldAt: bigint[];
  #denominator: bigint;

  /** @param money what all voters share equally, in units of money */
  constructor(election: Election, tally: Tally, money: number) {
    const voters = election.ballots.length;
    this.#tally = tally;
    this.#costs = election.projects.map(({ cost }) => BigInt(cost));
    this.#denominator = BigInt(Math.max(voters, 1));
    this.#balance = Array<bigint>(voters).fill(BigInt(money));
    this.#heldAt = Array<bigint>(voters).fill(this.#denominator);
  }

  get denominator(): bigint {
    return this.#denominator;
  }

  /** In units of money times the denominator. */
  balanceOf(voter: number): bigint {
    const heldAt = this.#heldAt[voter] ?? this.#denominator;
    const balance = this.#balance[voter] ?? 0n;
    if (heldAt === this.#denominator || balance === 0n) return balance;
    const now = balance * (this.#denominator / heldAt);
    this.#set(voter, now);
    return now;
  }

  /** What the project's supporters have left together, in units of money times the denominator. */
  moneyBehind(project: number): bigint {
    let sum = 0n;
    for (const voter of this.#supporters(project).voters) sum += this.balanceOf(voter);
    return sum;
  }

  /** The smallest price for each point at which the supporters can pay the project; undefined where they can't. */
  priceOf(project: number): ExactPrice | undefined {
    const { voters, weights } = this.#supporters(project);
    let left = (this.#costs[project] ?? 0n) * this.#denominator;
    let weight = 0n;
    let rich: { balance: bigint; weight: bigint }[] = [];
    for (const [place, voter] of voters.entries()) {
      const balance = this.balanceOf(voter);
      if (balance === 0n) continue;
      const given = BigInt(weights[place] ?? 0);
      rich.push({ balance, weight: given });
      weight += given;
    }
    // Who can't pay the price gives everything; that raises the price for the others, until nobody falls out.
    for (;;) {
      if (weight === 0n) return undefined;
      const [asked, by] = [left, weight];
      const can = (each: { balance: bigint; weight: bigint }) => each.balance * by >= asked * each.weight;
      const poor = rich.filter((each) => !can(each));
      if (poor.length === 0) return { left, weight, denominator: this.#denominator };
      for (const each of poor) {
        left -= each.balance;
        weight -= each.weight;
      }
      rich = rich.filter(can);
    }
  }

  /** Takes the money from the supporters. @returns what they pay for each point. @throws RangeError where they can't */
  buy(project: number): ExactPrice {
    const price = this.priceOf(project);
    if (!price) throw new RangeError(`Supporters can't pay project ${project}`);
    const shorter = greatestCommonDivisor(price.left, price.weight);
    const left = price.left / shorter;
    const before = this.#denominator;
    const factor = price.weight / shorter;
    const { voters, weights } = this.#supporters(project);
    const balances = Array.from(voters, (voter) => this.balanceOf(voter));
    this.#denominator = before * factor;
    for (const [place, voter] of voters.entries()) {
      const rest = (balances[place] ?? 0n) * factor - left * BigInt(weights[place] ?? 0);
      this.#set(voter, rest > 0n ? rest : 0n);
    }
    return price;
  }

  #set(voter: number, balance: bigint): void {
    this.#balance[voter] = balance;
    this.#heldAt[voter] = this.#denominator;
  }

  #supporters(project: number) {
    const found = this.#tally.supporters[project];
    if (!found) throw new RangeError(`No project ${project}`);
    return found;
  }
}
