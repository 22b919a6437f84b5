// Who is called by name in a text: «@Fiona Muster». Pure; which of them take part is asked of the database.

const mostCalls = 20;
const longestName = 4;

/**
 * The names that may be meant, in lower case: of «@Fiona Muster hat recht» that is «fiona», «fiona muster», «fiona muster hat» and
 * so on. A mail address calls nobody.
 */
export function calledNames(text: string): string[] {
  const names = new Set<string>();
  let calls = 0;
  for (const [, words = ''] of text.matchAll(
    /(?<![\p{L}\p{N}._%+-])@((?:[\p{L}\p{M}’'-]{1,40}\.?)(?: [\p{L}\p{M}’'-]{1,40}){0,3})/gu,
  )) {
    if (++calls > mostCalls) break;
    const parts = words.toLowerCase().split(' ');
    for (let length = 1; length <= Math.min(parts.length, longestName); length++)
      names.add(parts.slice(0, length).join(' ').replace(/[.]$/, ''));
  }
  return [...names];
}
