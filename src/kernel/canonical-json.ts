// Values as texts that are the same when the values are: PostgreSQL keeps the keys of jsonb in an order of its own.

/** JSON with keys in the order of their UTF-16 code units and without spaces; numbers and texts as ECMAScript writes them (RFC 8785). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
