// The types that the checker infers for FEEL expressions: a small lattice, every type including "not answered" (null).
export type FeelType =
  | {
      readonly kind:
        | 'any'
        | 'null'
        | 'number'
        | 'boolean'
        | 'date'
        | 'time'
        | 'date and time'
        | 'days duration'
        | 'months duration';
    }
  | StringType
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly result: FeelType };

export interface StringType {
  readonly kind: 'string';
  /** Closed set of values: the option ids of a choice. */
  readonly options?: ReadonlySet<string>;
  /** The values written in the expression itself; compared against `options` to find typing errors. */
  readonly literals?: ReadonlySet<string>;
}

export const anyType: FeelType = { kind: 'any' };
export const nullType: FeelType = { kind: 'null' };
export const numberType: FeelType = { kind: 'number' };
export const booleanType: FeelType = { kind: 'boolean' };
export const dateType: FeelType = { kind: 'date' };
export const timeType: FeelType = { kind: 'time' };
export const dateTimeType: FeelType = { kind: 'date and time' };
export const daysType: FeelType = { kind: 'days duration' };
export const monthsType: FeelType = { kind: 'months duration' };
export const stringType: FeelType = { kind: 'string' };

export const listOf = (of: FeelType): FeelType => ({ kind: 'list', of });
export const optionsType = (options: Iterable<string>): FeelType => ({
  kind: 'string',
  options: new Set(options),
});
export const literalType = (value: string): FeelType => ({ kind: 'string', literals: new Set([value]) });
export const contextOf = (entries: Iterable<readonly [string, FeelType]>): FeelType => ({
  kind: 'context',
  entries: new Map(entries),
});

/** A type in words, for fault messages: `list of string`. */
export function typeName(type: FeelType): string {
  switch (type.kind) {
    case 'list':
      return type.of.kind === 'any' ? 'list' : `list of ${typeName(type.of)}`;
    case 'range':
      return `range of ${typeName(type.of)}`;
    case 'boolean':
      return 'yes/no';
    case 'any':
      return 'anything';
    default:
      return type.kind;
  }
}

const unite = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined) =>
  a && b ? new Set([...a, ...b]) : undefined;

/** The narrowest type that holds both: of `if` branches, of the elements of a list, of the results of a table. */
export function join(a: FeelType, b: FeelType): FeelType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'any' || b.kind === 'any') return anyType;
  if (a.kind === 'string' && b.kind === 'string') {
    const options = unite(a.options, b.options);
    const literals = unite(a.literals, b.literals);
    return { kind: 'string', ...(options ? { options } : {}), ...(literals ? { literals } : {}) };
  }
  if (a.kind === 'list' && b.kind === 'list') return listOf(join(a.of, b.of));
  if (a.kind === 'context' && b.kind === 'context') {
    const shared = [...a.entries].filter(([name]) => b.entries.has(name));
    return contextOf(
      shared.map(([name, type]) => [name, join(type, b.entries.get(name) ?? anyType)] as const),
    );
  }
  return a.kind === b.kind ? a : anyType;
}

/** Whether `=` and `in` between the two can ever be true or false, rather than always null. */
export function comparable(a: FeelType, b: FeelType): boolean {
  if (a.kind === 'any' || b.kind === 'any' || a.kind === 'null' || b.kind === 'null') return true;
  if (a.kind === 'list' && b.kind === 'list') return comparable(a.of, b.of);
  return a.kind === b.kind;
}

/** Whether a value of type `given` may stand where `wanted` is required. */
export function fits(given: FeelType, wanted: FeelType): boolean {
  if (wanted.kind === 'any' || given.kind === 'any' || given.kind === 'null') return true;
  if (wanted.kind === 'list') return given.kind === 'list' && fits(given.of, wanted.of);
  return given.kind === wanted.kind;
}

/** Values written in the expression that the other side, a choice, can never have. */
export function impossibleLiterals(a: FeelType, b: FeelType): string[] {
  if (a.kind === 'list') return impossibleLiterals(a.of, b);
  if (b.kind === 'list') return impossibleLiterals(a, b.of);
  if (a.kind !== 'string' || b.kind !== 'string') return [];
  const missing = (literals: ReadonlySet<string> | undefined, options: ReadonlySet<string> | undefined) =>
    literals && options ? [...literals].filter((value) => !options.has(value)) : [];
  return [...missing(a.literals, b.options), ...missing(b.literals, a.options)];
}
