// What all written answers share: trimmed, normalised to NFC, and free of characters that hide or reorder text.
import type { Parsed, ValueFault } from './field-kind.ts';

/** No answer is longer than this, whatever the field permits; longer ones are not kept. */
export const longestAnswer = 20_000;

// C0 and C1 control characters, the line and paragraph separators, and U+FFFD, which says that a text came in a wrong
// encoding; tab and line feed are judged apart.
// eslint would object to control characters in a pattern; they are the point here.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufffd]/u;
/** Overrides and isolates of writing direction: they make a text read differently from what it is (CVE-2021-42574). */
const directions = /[\u202a-\u202e\u2066-\u2069]/u;
/** Latin letters, digits, punctuation: in NFC already, and nothing hidden in them. Most answers are. */
const ordinary = /^[\u0020-\u007e\u00a0-\u02ff]*$/;
const lonelySurrogate = /[\ud800-\udfff]/u;

/**
 * Reads a text. Faults: TYPE, TOO_LONG, CONTROL_CHARACTER, DIRECTION_CHARACTER.
 * @param lines whether line breaks are allowed
 * @param longest what the fault TOO_LONG names, where a field allows less
 */
export function readText(
  raw: unknown,
  lines: boolean,
  longest: number = longestAnswer,
): Parsed & { value?: string } {
  if (typeof raw !== 'string') return { faults: [{ code: 'TYPE' }] };
  if (raw.length > longestAnswer) return { faults: [{ code: 'TOO_LONG', params: { max: longest } }] };
  if (ordinary.test(raw)) return { value: raw.trim(), faults: [] };
  const value = raw.replace(/\r\n?/g, '\n').trim().normalize('NFC');
  const faults: ValueFault[] = [];
  if (controls.test(value) || lonelySurrogate.test(value) || (!lines && /[\n\t]/.test(value)))
    faults.push({ code: 'CONTROL_CHARACTER' });
  if (directions.test(value)) faults.push({ code: 'DIRECTION_CHARACTER' });
  return { value, faults };
}

/** Whether people read in it what is in it: nothing hides or reorders it. Lines may break. */
export const isReadable = (text: string): boolean =>
  ordinary.test(text) || !(controls.test(text) || lonelySurrogate.test(text) || directions.test(text));

/** Length as people count: code points, not UTF-16 units. JSON Schema counts the same. */
export const textLength = (value: string): number =>
  ordinary.test(value) ? value.length : [...value].length;
