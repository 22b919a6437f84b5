// Short and long text, with length and pattern.
import type { FieldDefinition } from '../definition/schema.ts';
import { stringType } from '../feel/types.ts';
import {
  asTyped,
  controlValue,
  isBlankText,
  meantValue,
  singleControl,
  type FieldKind,
  type JsonSchema,
  type Parsed,
} from './field-kind.ts';
import { boxes, writing, type PaperControl } from './paper-control.ts';
import { readText, textLength } from './text-value.ts';

const patterns = new Map<string, RegExp>();

/** The pattern of a field, matched against the whole value. Patterns are checked to be safe when the definition loads. */
function compiledPattern(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    compiled = new RegExp(`^(?:${pattern})$`, 'u');
    if (patterns.size > 2000) patterns.clear();
    patterns.set(pattern, compiled);
  }
  return compiled;
}

/** About 70 characters of handwriting fit on a line; who needs more takes another sheet. */
const linesFor = (longest: number): number => Math.min(Math.max(3, Math.ceil(longest / 160)), 8);

/** Digits of a fixed number get boxes: `\d{15}`. */
function shortText(field: FieldDefinition, longest: number): PaperControl {
  const [, digits] = /^(?:\\d|\[0-9\])\{(\d{1,2})\}$/.exec(field.pattern ?? '') ?? [];
  if (digits !== undefined && Number(digits) <= 20) return boxes(threes(Number(digits)));
  return writing(longest > 120 ? 2 : 1);
}

/** 15 digits as five groups of three: easier to copy and to read again. */
function threes(count: number): number[] {
  return count <= 6 || count % 3 !== 0 ? [count] : Array.from({ length: count / 3 }, () => 3);
}

function makeTextKind(type: 'text' | 'longtext', defaultLength: number): FieldKind {
  const lines = type === 'longtext';
  const longest = (field: FieldDefinition) => field.maxLength ?? defaultLength;
  return {
    type,
    properties: [
      'minLength',
      'maxLength',
      'pattern',
      'autocomplete',
      ...(lines ? [] : (['dwellingAt'] as const)),
    ],
    isBlank: isBlankText,
    parse(raw, field): Parsed {
      const { value, faults } = readText(raw, lines, longest(field));
      if (value === undefined) return { faults };
      const length = textLength(value);
      if (length > longest(field)) faults.push({ code: 'TOO_LONG', params: { max: longest(field) } });
      else if (field.minLength !== undefined && length < field.minLength)
        faults.push({ code: 'TOO_SHORT', params: { min: field.minLength } });
      else if (
        faults.length === 0 &&
        field.pattern !== undefined &&
        !compiledPattern(field.pattern).test(value)
      )
        faults.push({ code: 'PATTERN' });
      return { value, faults };
    },
    schema: (field): JsonSchema => ({
      type: 'string',
      minLength: Math.max(1, field.minLength ?? 1),
      maxLength: longest(field),
      ...(field.pattern === undefined ? {} : { pattern: `^(?:${field.pattern})$` }),
    }),
    feelType: () => stringType,
    toFeel: (value) => value,
    toText: (value) => asTyped(value),
    paper: (field) => (lines ? writing(linesFor(longest(field))) : shortText(field, longest(field))),
    ...singleControl,
    fromForm(body, name, _previous, field) {
      const typed = controlValue(body, name);
      if (typed === undefined || field.dwellingAt === undefined) return typed;
      return meantValue(body, name, typed) ?? typed;
    },
  };
}

/**
 * WCAG: one line with a visible label (3.3.2), autofill as the definition says (`given-name` and so on, 1.3.5), the usual keyboard;
 * dwellings that may be meant are offered, never imposed (3.3.3).
 */
export const textKind = makeTextKind('text', 200);
/** WCAG: several lines; the limit is said in the hint and nothing is cut off (3.3.2); autofill as the definition says (1.3.5). */
export const longtextKind = makeTextKind('longtext', 4000);
