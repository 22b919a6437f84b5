// Adds the invented residents that a store does not have yet, in whole transactions.
import type { DatabaseSync } from 'node:sqlite';

/** Persons in a transaction: whoever is killed in the middle goes on from the last one that was committed. */
const inventedAtOnce = 10_000;

/** Adds those that are missing: they are made in their order, so the last of a transaction says that all before are there. */
export function addInvented(db: DatabaseSync, persons: number, add: (number: number) => void): void {
  const known = db.prepare('select 1 from resident where id = ?');
  for (let from = 0; from < persons; from += inventedAtOnce) {
    const to = Math.min(from + inventedAtOnce, persons);
    if (known.get(`e${to - 1}`)) continue;
    db.exec('begin');
    for (let number = from; number < to; number++) add(number);
    db.exec('commit');
  }
}
