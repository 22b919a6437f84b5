// An answer to a field that is asked otherwise now: as the new control shows it; what it would not show is told apart.
import { isRecord } from '../is-record.ts';
import type { FieldDefinition, FieldType } from '../definition/schema.ts';

export interface Fitted {
  /** The new field's answer; where it is wrong there, it stands there as it was typed. */
  value?: unknown;
  /** What the new control would hide, and the next page that is sent would lose. */
  left?: unknown;
}

/** Their controls show only what they know; all others show whatever was typed. */
const closed: readonly FieldType[] = ['yesno', 'declaration', 'address', 'appointment'];
const texts: readonly FieldType[] = ['text', 'longtext'];

export function fitAnswer(value: unknown, from: FieldDefinition, to: FieldDefinition): Fitted {
  if (to.type === 'choice' || to.type === 'multichoice') return fitChoice(value, from, to);
  if (from.type === to.type) return { value };
  if (closed.includes(to.type))
    return typeof value === 'boolean' && to.type !== 'address' && to.type !== 'appointment'
      ? { value }
      : { left: value };
  // What has parts becomes their text; a tick beside them is none.
  const parts = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : undefined;
  if (parts)
    return {
      value: parts
        .filter((part) => part !== '' && typeof part !== 'boolean')
        .map(asText)
        .join(', '),
    };
  return { value: texts.includes(to.type) ? String(value) : value };
}

/** A program may have put anything there, also objects that can't be written as text. */
const asText = (part: unknown): string => (typeof part === 'string' ? part : (JSON.stringify(part) ?? ''));

/** Of a choice stays what can still be chosen. Shared lists are the same for every version. */
function fitChoice(value: unknown, from: FieldDefinition, to: FieldDefinition): Fitted {
  const known = (each: unknown) =>
    to.options
      ? typeof each === 'string' && to.options.includes(each)
      : to.list !== undefined && to.list === from.list;
  const chosen = Array.isArray(value) ? (value as unknown[]) : [value];
  const kept = chosen.filter(known);
  // One can't choose for the person which of several it is.
  if (to.type === 'choice')
    return kept.length === 1 && chosen.length === 1 ? { value: kept[0] } : { left: value };
  if (kept.length === 0) return { left: value };
  return kept.length === chosen.length
    ? { value: kept }
    : { value: kept, left: chosen.filter((each) => !known(each)) };
}
