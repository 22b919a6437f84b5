// What the page's script posts: the browser's answer as JSON text, as WebAuthn Level 3, section 5.1, writes it.
import { Fault } from '../../../kernel/errors.ts';
import { parseStrictJson } from '../../../kernel/http/refuse-doubled-keys.ts';

const longest = 20_000;

/** @throws Fault PASSKEY_REFUSED for anything but an object with an id; the library checks the rest */
export function postedResponse<Response extends { id: string }>(body: unknown): Response {
  const text = (body as Record<string, unknown> | undefined)?.['response'];
  if (typeof text !== 'string' || text.length > longest) throw new Fault('PASSKEY_REFUSED');
  let value: unknown;
  try {
    value = parseStrictJson(text);
  } catch {
    throw new Fault('PASSKEY_REFUSED');
  }
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  if (typeof id !== 'string' || !/^[\w-]{1,1400}$/.test(id)) throw new Fault('PASSKEY_REFUSED');
  return value as Response;
}
