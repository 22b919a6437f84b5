// JSON with the same key twice means different things to different readers; it is refused instead of guessed at.
import { Fault } from '../errors.ts';

/**
 * Parses JSON strictly.
 * @throws Fault MALFORMED_JSON with the place: syntax, a key given twice, or nesting deeper than 64.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault('MALFORMED_JSON', { detail: 'syntax' });
  }
  // The text is valid JSON here, so a small scan of its strings and brackets is enough.
  const objects: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') {
      objects.push(char === '{' ? new Set() : undefined);
      if (objects.length > 64) throw new Fault('MALFORMED_JSON', { detail: 'depth' });
    } else if (char === '}' || char === ']') objects.pop();
    else if (char === '"') {
      const start = at;
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
      const keys = objects.at(-1);
      if (keys && /^\s*:/.test(text.slice(at + 1, at + 32))) {
        const key = JSON.parse(text.slice(start, at + 1)) as string;
        if (keys.has(key)) throw new Fault('MALFORMED_JSON', { detail: `doubled key ${key.slice(0, 60)}` });
        keys.add(key);
      }
    }
  }
  return value;
}
