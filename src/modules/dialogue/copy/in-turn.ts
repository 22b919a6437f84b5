// Few copies at once: each holds a connection of the database until it is whole, and others need some, too.
import { Fault } from '../../../kernel/errors.ts';

const most = 2;
const longestQueue = 20;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs work when it is its turn. @throws Fault UNAVAILABLE when very many wait already */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= most) {
    if (waiting.length >= longestQueue) throw new Fault('UNAVAILABLE');
    // Whoever ends hands over its place.
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
