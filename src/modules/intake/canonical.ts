// Values as texts that are the same when the values are: PostgreSQL keeps keys of jsonb in its own order.

/** JSON whose keys are in order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted())
      : each,
  );
