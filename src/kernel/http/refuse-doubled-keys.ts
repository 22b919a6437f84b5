// JSON with the same key twice means different things to different readers; it is refused instead of guessed at.
import { Fault } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a JSON body. JSON is UTF-8 (RFC 8259, 8.1); a byte order mark is passed over. Other encodings would turn
 * names into something else without anybody noticing.
 * @throws Fault MALFORMED_JSON
 */
export function decodeJson(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Fault('MALFORMED_JSON', { detail: 'encoding' });
  }
}

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
      let next = at + 1;
      while (/\s/.test(text[next] ?? '')) next++;
      if (keys && text[next] === ':') {
        const key = JSON.parse(text.slice(start, at + 1)) as string;
        if (keys.has(key)) throw new Fault('MALFORMED_JSON', { detail: `doubled key ${key.slice(0, 60)}` });
        keys.add(key);
      }
    }
  }
  return value;
}
