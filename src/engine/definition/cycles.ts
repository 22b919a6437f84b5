// Finds what depends on itself: fields, pages and rules whose expressions lead back to their own start.
import { inferExpression } from '../feel/infer.ts';
import { anyType } from '../feel/types.ts';
import type { FieldDefinition, ServiceDocument } from './schema.ts';
import { cellText } from './compiled-service.ts';

/** Name of a node: a field, repeat or rule by its name, a page as `pages.<id>`. */
export type DependencyNode = string;

function names(sources: readonly (string | undefined)[]): Set<DependencyNode> {
  const found = new Set<DependencyNode>();
  for (const source of sources) {
    if (source === undefined) continue;
    const { uses, pages } = inferExpression(source, { type: () => anyType });
    for (const name of uses) if (name !== 'today' && name !== 'pages') found.add(name);
    for (const page of pages) found.add(`pages.${page}`);
  }
  return found;
}

function dependencies(service: ServiceDocument): Map<DependencyNode, Set<DependencyNode>> {
  const graph = new Map<DependencyNode, Set<DependencyNode>>();
  for (const page of service.pages) {
    const node = `pages.${page.id}`;
    graph.set(node, names([page.when]));
    const ofField = (field: FieldDefinition) => names([field.when, field.value]).add(node);
    for (const field of page.fields) graph.set(field.id, ofField(field));
    if (page.repeat) graph.set(page.repeat.id, new Set([node, ...page.fields.map((field) => field.id)]));
  }
  for (const [id, rule] of Object.entries(service.rules ?? {}))
    graph.set(
      id,
      names(
        'value' in rule
          ? [rule.value]
          : [...rule.inputs, ...rule.rows.map((row) => cellText(row.at(-1) ?? ''))],
      ),
    );
  return graph;
}

/** A function that gives the way from one node to another along dependencies, or undefined when there is none. */
export function dependencyPaths(
  service: ServiceDocument,
): (from: DependencyNode, to: DependencyNode) => DependencyNode[] | undefined {
  const graph = dependencies(service);
  return (from, to) => {
    const before = new Map<DependencyNode, DependencyNode | undefined>([[from, undefined]]);
    const queue = [from];
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      if (node === to) {
        const way: DependencyNode[] = [];
        for (let step: DependencyNode | undefined = to; step !== undefined; step = before.get(step))
          way.unshift(step);
        return way;
      }
      for (const next of graph.get(node) ?? []) {
        if (before.has(next)) continue;
        before.set(next, node);
        queue.push(next);
      }
    }
    return undefined;
  };
}
