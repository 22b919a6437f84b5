// Counts while the program goes on serving others: a step at a time, and not for longer than anybody waits.
import { setImmediate as others } from 'node:timers/promises';
import { TooMuchWork, type Election } from '../../../../voting/election.ts';
import { counting, type Outcome, type Rule } from '../../../../voting/rules.ts';
import type { Tally } from '../../../../voting/tally.ts';

/** Milliseconds of work at a stretch; altogether, for a process of this program and for a file that anybody sends. */
const stretch = 15;
const longest = { own: 10_000, sent: 2_000 };

/** @throws TooMuchWork where it takes longer than a page may */
export async function countGently(
  election: Election,
  rule: Rule,
  tally: Tally,
  most = longest.own,
): Promise<Outcome> {
  const steps = counting(election, rule, {}, tally);
  let [worked, runs] = [0, 0];
  for (;;) {
    const began = performance.now();
    while (performance.now() - began < stretch) {
      const { done, value } = steps.next();
      if (done) return value;
      runs++;
    }
    worked += performance.now() - began;
    if (worked > most) throw new TooMuchWork(runs);
    await others();
  }
}

let busy = false;

/** One at a time in this process, and a short while: anybody may ask for it. @throws TooMuchWork also while another is counted */
export async function countSent(election: Election, rule: Rule, tally: Tally): Promise<Outcome> {
  if (busy) throw new TooMuchWork(0);
  busy = true;
  try {
    return await countGently(election, rule, tally, longest.sent);
  } finally {
    busy = false;
  }
}
