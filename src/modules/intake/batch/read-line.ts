// What one line of a batch says: the sender's id and the answers, or what is wrong with the line itself.
import { Fault, type FaultPlace } from '../../../kernel/errors.ts';
import { decodeJson, parseStrictJson } from '../../../kernel/http/refuse-doubled-keys.ts';

interface BatchLine {
  id: string;
  answers: Record<string, unknown>;
}

const idShape = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,100}$/u;

/**
 * One JSON object with exactly `id` and `answers`.
 * @param bytes undefined: the line is too long
 * @throws Fault LINE_TOO_LONG, MALFORMED_JSON (syntax, encoding, doubled key, depth), LINE_INVALID with the place
 */
export function readLine(bytes: Buffer | undefined): BatchLine {
  if (bytes === undefined) throw new Fault('LINE_TOO_LONG');
  const value = parseStrictJson(decodeJson(bytes));
  if (!isRecord(value)) throw invalid('', 'a JSON object');
  const { id, answers, ...others } = value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(`/${unknown.slice(0, 60)}`, 'only "id" and "answers"');
  if (typeof id !== 'string' || !idShape.test(id))
    throw invalid('/id', 'a text of 1 to 100 characters without control characters');
  if (!isRecord(answers)) throw invalid('/answers', 'an object');
  return { id, answers };
}

/** The sender's id of a line that can't be used, as far as it says one. */
export function idOf(bytes: Buffer | undefined): string | null {
  if (bytes === undefined) return null;
  try {
    const value: unknown = JSON.parse(decodeJson(bytes));
    const id = isRecord(value) ? value['id'] : undefined;
    return typeof id === 'string' && idShape.test(id) ? id : null;
  } catch {
    return null;
  }
}

const invalid = (pointer: string, expected: string) =>
  new Fault('LINE_INVALID', {}, [{ pointer, code: 'LINE_INVALID', detail: `Expected: ${expected}` }]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nobody reads more, and a line of nothing but unknown fields would say more than it is long. */
const mostPlaces = 50;

/** The places of a fault as JSON that PostgreSQL keeps; one that concerns the whole line stands at the line itself. */
export function placesOf({ code, params, errors }: Fault): string {
  const { detail } = params;
  const whole = detail === undefined ? [] : [{ pointer: '', code, detail: String(detail) }];
  const places: FaultPlace[] = errors.length > 0 ? errors.slice(0, mostPlaces) : whole;
  // Keys of the sender stand in pointers: neither NUL nor half a character may come with them.
  return JSON.stringify(places, (_key, value: unknown) =>
    typeof value === 'string' ? value.slice(0, 1000).toWellFormed().replaceAll('\0', '\ufffd') : value,
  );
}
