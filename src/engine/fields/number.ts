// Number and money: decimals, limits, and what people type: 1'200.50, 1 200,50.
import type { FieldDefinition } from '../definition/schema.ts';
import { numberType } from '../feel/types.ts';
import {
  controlValue,
  isBlankText,
  singleControl,
  type FieldKind,
  type JsonSchema,
  type Parsed,
} from './field-kind.ts';
import { boxes, type PaperControl } from './paper-control.ts';
import { printFrancs, printNumber } from './print.ts';

/** No amount and no number in an answer is larger. */
export const greatestNumber = 1e9;

const francs = { de: 'Franken', fr: 'francs', it: 'franchi', en: 'francs' };

/** A number as people type it, else the text itself. */
function readTyped(typed: string | undefined): unknown {
  if (typed === undefined) return undefined;
  const plain = typed
    .replace(/['’‘\s\u00a0\u202f]/g, '')
    .replace(',', '.')
    .replace(/\.[-–]$/, '');
  return /^[-−]?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain.replace('−', '-')) : typed;
}

function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  const [digits = '', exponent] = String(value).split('e');
  const fraction = digits.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent ?? 0));
}

/** As many digits as the largest answer has; without a limit seven, enough for what people have or do. */
function digitBoxes({ min, max, decimals }: { min: number; max: number; decimals: number }): PaperControl {
  const digits = max >= greatestNumber ? 7 : String(Math.floor(max)).length;
  if (min < 0) return { kind: 'lines', count: 1 };
  return decimals === 0 ? boxes([digits]) : boxes([digits, decimals], '.');
}

function makeNumberKind(type: 'number' | 'money'): FieldKind {
  const money = type === 'money';
  const limits = (field: FieldDefinition) => ({
    min: field.min ?? (money ? 0 : -greatestNumber),
    max: Math.min(field.max ?? greatestNumber, greatestNumber),
    decimals: money ? 2 : (field.decimals ?? 0),
  });
  return {
    type,
    properties: money ? ['min', 'max'] : ['min', 'max', 'decimals'],
    isBlank: isBlankText,
    parse(raw, field): Parsed {
      if (typeof raw === 'string') return { faults: [{ code: 'NUMBER_INVALID' }] };
      if (typeof raw !== 'number' || !Number.isFinite(raw)) return { faults: [{ code: 'TYPE' }] };
      const { min, max, decimals } = limits(field);
      const value = raw === 0 ? 0 : raw;
      if (value < min) return { value, faults: [{ code: 'TOO_SMALL', params: { min } }] };
      if (value > max) return { value, faults: [{ code: 'TOO_LARGE', params: { max } }] };
      if (decimalsOf(value) > decimals)
        return { value, faults: [{ code: 'TOO_MANY_DECIMALS', params: { decimals } }] };
      return { value, faults: [] };
    },
    schema(field): JsonSchema {
      const { min, max, decimals } = limits(field);
      if (decimals === 0) return { type: 'integer', minimum: min, maximum: max };
      return { type: 'number', minimum: min, maximum: max, description: `At most ${decimals} decimals.` };
    },
    feelType: () => numberType,
    toFeel: (value) => value,
    toText: (value, _field, language) =>
      typeof value === 'number' && Number.isFinite(value)
        ? (money ? printFrancs : printNumber)(value, language)
        : '',
    paper: (field, language) => ({
      ...digitBoxes(limits(field)),
      ...(money ? { unit: francs[language] } : {}),
    }),
    toForm: singleControl.toForm,
    fromForm: (body, name) => readTyped(controlValue(body, name)),
  };
}

/** WCAG: one line of text with a keypad (`inputmode=numeric`, with decimals `decimal`); faults in words (3.3.1). No autofill token fits. */
export const numberKind = makeNumberKind('number');
/** WCAG: as a number with decimals; the currency behind it is read with the control (1.3.1). No autofill token fits. */
export const moneyKind = makeNumberKind('money');
