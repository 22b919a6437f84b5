// The Method of Equal Shares (Peters, Pierczynski, Skowron 2021) for one amount of money. Fast in floating point with error
// bounds; wherever these leave open which project comes next, whole numbers decide. The result is the exact one.
import type { Election, Utility } from './election.ts';
import { compareFractions, Ledger, toNumber, type ExactPrice } from './ledger.ts';
import type { Tally } from './tally.ts';

export interface Purchase {
  project: number;
  /** Others that were exactly as good at this moment; the order of ties chose. */
  tiedWith: readonly number[];
}

/** What a project costs its supporters now, for each point they gave it. */
interface Quote {
  project: number;
  price: number;
  /** The true price is within `price` plus or minus this. */
  error: number;
  /** Where it is known without more work. */
  exact?: readonly [bigint, bigint];
}

/** Generous for a sum of n rounded terms: each operation is off by at most 2^-53 of its result. */
const rounding = 2 ** -50;

/** One run of the method. It can be used once. */
class Run {
  readonly #election: Election;
  readonly #tally: Tally;
  readonly #money: number;
  readonly #balance: Float64Array;
  /** The true balance is within `#balance` plus or minus this. */
  readonly #error: Float64Array;
  /** Has certainly nothing left. */
  readonly #spent: Uint8Array;
  readonly #share: number;
  readonly #bought: number[] = [];
  #ledger: Ledger | undefined;
  #posted = 0;

  constructor(election: Election, tally: Tally, money: number) {
    this.#election = election;
    this.#tally = tally;
    this.#money = money;
    const voters = election.ballots.length;
    this.#share = voters ? money / voters : 0;
    this.#balance = new Float64Array(voters).fill(this.#share);
    this.#error = new Float64Array(voters).fill(this.#share * rounding);
    this.#spent = new Uint8Array(voters);
  }

  /** The books after all purchases so far; kept only once they are needed. */
  #books(): Ledger {
    this.#ledger ??= new Ledger(this.#election, this.#tally, this.#money);
    for (; this.#posted < this.#bought.length; this.#posted++)
      this.#ledger.buy(this.#bought[this.#posted] ?? 0);
    return this.#ledger;
  }

  exactQuote(project: number): Quote | undefined {
    const found = this.#books().priceOf(project);
    if (!found) return undefined;
    const { left, weight, denominator }: ExactPrice = found;
    const price = toNumber(left, denominator * weight);
    return { project, price, error: price * rounding, exact: [left, denominator * weight] };
  }

  /** @returns undefined where the supporters can't pay, now and for the rest of the run */
  quote(project: number): Quote | undefined {
    const { voters, weights } = this.#tally.supporters[project] ?? { voters: [], weights: [] };
    const cost = this.#election.projects[project]?.cost ?? 0;
    let money = 0;
    let errors = 0;
    let weight = 0;
    for (let place = 0; place < voters.length; place++) {
      const voter = voters[place] ?? 0;
      if (this.#spent[voter]) continue;
      money += this.#balance[voter] ?? 0;
      errors += this.#error[voter] ?? 0;
      weight += weights[place] ?? 0;
    }
    const doubt = errors + (voters.length + 4) * rounding * (money + cost);
    if (money + doubt < cost) return undefined;
    if (money - doubt < cost) return this.exactQuote(project);
    let price = cost / weight;
    let poor = 0;
    // Who can't pay the price gives everything; that raises the price for the others, until nobody falls out.
    for (let poorBefore = -1; poor !== poorBefore;) {
      poorBefore = poor;
      poor = 0;
      let left = cost;
      let rich = 0;
      for (let place = 0; place < voters.length; place++) {
        const voter = voters[place] ?? 0;
        if (this.#spent[voter]) continue;
        const balance = this.#balance[voter] ?? 0;
        const given = weights[place] ?? 0;
        if (balance < price * given) {
          poor++;
          left -= balance;
        } else rich += given;
      }
      if (rich === 0) return this.exactQuote(project);
      weight = rich;
      price = left / rich;
    }
    return this.#bounded({ project, price, weight, poor, doubt, cost });
  }

  /** How far the price can be off: checked against those who can certainly pay even the highest price in question. */
  #bounded(found: {
    project: number;
    price: number;
    weight: number;
    poor: number;
    doubt: number;
    cost: number;
  }): Quote | undefined {
    const { project, price, weight, poor, doubt, cost } = found;
    const { voters, weights } = this.#tally.supporters[project] ?? { voters: [], weights: [] };
    const error = (2 * doubt) / weight;
    let certain = 0;
    for (let place = 0; place < voters.length; place++) {
      const voter = voters[place] ?? 0;
      if (this.#spent[voter]) continue;
      const given = weights[place] ?? 0;
      if ((this.#balance[voter] ?? 0) - (this.#error[voter] ?? 0) > (price + error) * given) certain += given;
    }
    if (2 * certain < weight) return this.exactQuote(project);
    // Nobody falls short, and nobody is near it: the price is the cost by the points of all who have money.
    if (poor === 0 && certain === weight)
      return { project, price, error: price * rounding, exact: [BigInt(cost), BigInt(weight)] };
    return { project, price, error };
  }

  buy({ project, price, error }: Quote): void {
    const { voters, weights } = this.#tally.supporters[project] ?? { voters: [], weights: [] };
    for (let place = 0; place < voters.length; place++) {
      const voter = voters[place] ?? 0;
      if (this.#spent[voter]) continue;
      const given = weights[place] ?? 0;
      const rest = (this.#balance[voter] ?? 0) - price * given;
      const doubt = (this.#error[voter] ?? 0) + error * given + this.#share * rounding;
      this.#error[voter] = doubt;
      this.#balance[voter] = Math.max(rest, 0);
      if (rest < -doubt) {
        this.#spent[voter] = 1;
        this.#balance[voter] = 0;
        this.#error[voter] = 0;
      }
    }
    this.#bought.push(project);
  }
}

/**
 * Buys, one after the other, the project that its supporters get most cheaply: with the smallest rho such that each pays
 * at most rho times what the project is worth to them, and together they pay it. Stops when no supporters can pay theirs.
 * @param money what all voters share equally, in the election's units; more than the budget in completions
 * @param ties the order of equally good projects, see `tieOrder`
 */
export function equalShares(
  election: Election,
  tally: Tally,
  money: number,
  { utility = 'cost', ties }: { utility?: Utility; ties: (a: number, b: number) => number },
): Purchase[] {
  const run = new Run(election, tally, money);
  // rho for one point: the price by the project's worth, which is its cost or 1.
  const worth = (project: number) => (utility === 'cost' ? (election.projects[project]?.cost ?? 1) : 1);
  // Balances only fall, so a rho only rises: an old lower bound stays one.
  let open = tally.eligible.map((project) => ({
    project,
    atLeast:
      ((election.projects[project]?.cost ?? 0) / (tally.supporters[project]?.total ?? 1) / worth(project)) *
      (1 - rounding),
  }));
  const purchases: Purchase[] = [];
  for (;;) {
    open.sort((a, b) => a.atLeast - b.atLeast);
    let quotes: (Quote & { atLeast: number })[] = [];
    let atMost = Infinity;
    const gone = new Set<number>();
    for (const each of open) {
      if (each.atLeast > atMost) break;
      const quote = run.quote(each.project);
      if (!quote) {
        gone.add(each.project);
        continue;
      }
      each.atLeast = ((quote.price - quote.error) / worth(each.project)) * (1 - rounding);
      atMost = Math.min(atMost, ((quote.price + quote.error) / worth(each.project)) * (1 + rounding));
      quotes.push({ ...quote, atLeast: each.atLeast });
    }
    quotes = quotes.filter((quote) => quote.atLeast <= atMost);
    const [first] = quotes;
    if (!first) return purchases;
    const best = quotes.length === 1 ? [first] : exactlyBest(quotes);
    best.sort((a, b) => ties(a.project, b.project));
    const [winner, ...others] = best;
    if (!winner) return purchases;
    run.buy(winner);
    purchases.push({ project: winner.project, tiedWith: others.map(({ project }) => project) });
    gone.add(winner.project);
    open = open.filter(({ project }) => !gone.has(project));
  }

  function exactlyBest(quotes: Quote[]): Quote[] {
    const exact = quotes.flatMap((quote) => {
      const found = quote.exact ? quote : run.exactQuote(quote.project);
      if (!found?.exact) return [];
      const [numerator, denominator] = found.exact;
      return [{ quote, rho: [numerator, denominator * BigInt(worth(quote.project))] as const }];
    });
    const [first] = exact;
    if (!first) return [];
    const least = exact.reduce((a, b) => (compareFractions(b.rho, a.rho) < 0 ? b : a), first);
    return exact.filter(({ rho }) => compareFractions(rho, least.rho) === 0).map(({ quote }) => quote);
  }
}
