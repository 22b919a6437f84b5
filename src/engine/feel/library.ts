// The FEEL library as JavaScript functions: it parses at every call, so a text becomes a FEEL function value that is kept.
import { evaluate, FeelFunction } from 'feelin';

/**
 * The function of a FEEL text with the given parameters. The library collects warnings in one array, emptied after each run.
 * A text that does not parse always gives null.
 * @throws what the library throws when it runs: days outside the calendar, comparisons it has no order for
 */
export function libraryFunction(parameters: readonly string[], body: string): (args: unknown[]) => unknown {
  let value: unknown;
  let warnings: unknown[];
  try {
    // The line break ends a comment at the end of the body.
    ({ value, warnings } = evaluate(`function(${parameters.join(', ')}) (${body}\n)`));
  } catch {
    return () => null;
  }
  if (!(value instanceof FeelFunction)) return () => null;
  const compiled = value;
  return (args) => {
    try {
      return compiled.invoke(args);
    } finally {
      warnings.length = 0;
    }
  };
}
