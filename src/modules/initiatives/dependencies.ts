// What has to come first: levels for the picture of dependencies, and the circle that nobody may close. Pure.

export interface Node {
  id: string;
  needs: readonly string[];
}

/**
 * A way from an initiative back to itself, if it needed these; undefined where there is none.
 * @param all what the others need now
 */
export function circleOf(
  id: string,
  needs: readonly string[],
  all: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const seen = new Set<string>();
  const way = (at: string, path: readonly string[]): string[] | undefined => {
    if (at === id) return [...path, at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    for (const next of all.get(at) ?? []) {
      const found = way(next, [...path, at]);
      if (found) return found;
    }
    return undefined;
  };
  for (const first of needs) {
    const found = way(first, [id]);
    if (found) return found;
  }
  return undefined;
}

/**
 * In which row each stands: after all that it needs. What is not among the nodes counts as there already. A circle, which the
 * program does not let anybody close, would end in some row and not in a loop.
 */
export function levelsOf(nodes: readonly Node[]): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const levels = new Map<string, number>();
  const level = (id: string, above: ReadonlySet<string>): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    const below = new Set([...above, id]);
    const needed = (byId.get(id)?.needs ?? []).filter((each) => byId.has(each) && !below.has(each));
    const own = Math.max(-1, ...needed.map((each) => level(each, below))) + 1;
    levels.set(id, own);
    return own;
  };
  for (const { id } of nodes) level(id, new Set());
  return levels;
}
