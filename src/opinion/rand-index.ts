// How far two groupings of the same people agree: the adjusted Rand index (Hubert and Arabie 1985).

/**
 * 1: the same groups, whatever they are called; 0: no more than by chance. Who is in only one of the groupings is left out.
 * @param a group by person
 */
export function adjustedRandIndex(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): number {
  const both = [...a.keys()].filter((person) => b.has(person));
  const inA = countBy(both, (person) => a.get(person));
  const inB = countBy(both, (person) => b.get(person));
  const names = new Map([...inB.keys()].map((name, index) => [name, index]));
  const cells = [...inA.keys()].flatMap((group) => [
    ...countBy(
      both.filter((person) => a.get(person) === group),
      (person) => names.get(b.get(person)),
    ).values(),
  ]);
  const together = sumOfPairs(cells);
  const [pairsA, pairsB] = [sumOfPairs([...inA.values()]), sumOfPairs([...inB.values()])];
  const all = sumOfPairs([both.length]);
  const expected = all === 0 ? 0 : (pairsA * pairsB) / all;
  const most = (pairsA + pairsB) / 2;
  // Nothing to tell apart: everybody alone, or all together, in both.
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function countBy<T>(people: readonly string[], group: (person: string) => T): Map<T, number> {
  const counts = new Map<T, number>();
  for (const person of people) counts.set(group(person), (counts.get(group(person)) ?? 0) + 1);
  return counts;
}

function sumOfPairs(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}
