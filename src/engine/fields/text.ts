// Short and long text, with length and pattern.
import type { FieldDefinition } from '../definition/schema.ts';
import { stringType } from '../feel/types.ts';
import {
  asTyped,
  isBlankText,
  singleControl,
  type FieldKind,
  type JsonSchema,
  type Parsed,
} from './field-kind.ts';
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

function makeTextKind(type: 'text' | 'longtext', defaultLength: number): FieldKind {
  const lines = type === 'longtext';
  const longest = (field: FieldDefinition) => field.maxLength ?? defaultLength;
  return {
    type,
    properties: ['minLength', 'maxLength', 'pattern', 'autocomplete'],
    isBlank: isBlankText,
    parse(raw, field): Parsed {
      const { value, faults } = readText(raw, lines);
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
    ...singleControl,
  };
}

export const textKind = makeTextKind('text', 200);
export const longtextKind = makeTextKind('longtext', 4000);
