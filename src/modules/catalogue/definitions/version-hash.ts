// What makes a version what it is: its definition and what it names around it, as one hash that never changes its ways.
import { createHash } from 'node:crypto';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Context } from '../queries/context.ts';

/** The lists and the remedy that this definition names, and no others. */
export function contextFor(definition: ServiceDefinition, all: Context): Context {
  const lists = new Set(definition.pages.flatMap((page) => page.fields.flatMap((field) => field.list ?? [])));
  const pick = <Value>(from: Readonly<Record<string, Value>>, ids: Iterable<string>) =>
    Object.fromEntries([...ids].flatMap((id) => (from[id] === undefined ? [] : [[id, from[id]] as const])));
  return {
    lists: pick(all.lists, lists),
    remedies: pick(all.remedies, definition.process.remedy ? [definition.process.remedy] : []),
  };
}

/**
 * The same for the same meaning: keys in any order, but rules as they stand, because each sees those before it.
 * Databases hold hashes of years: whatever is made faster here must give the very same.
 */
export function hashOf(definition: ServiceDefinition, context: Context): string {
  const rules = Object.entries(definition.rules ?? {});
  return createHash('sha256')
    .update(JSON.stringify(sorted({ definition: { ...definition, rules }, context })))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const from = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(from)
      .sort()
      .map((key) => [key, sorted(from[key])]),
  );
}
