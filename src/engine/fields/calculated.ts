// A value computed from other answers, shown but never asked.
import { anyType } from '../feel/types.ts';
import { dateKind } from './date.ts';
import { numberKind } from './number.ts';
import { printDay } from './print.ts';
import { yesnoKind } from './yesno.ts';
import type { FieldKind, TextContext } from './field-kind.ts';
import type { FieldDefinition, Language } from '../definition/schema.ts';

function toText(value: unknown, field: FieldDefinition, language: Language, context: TextContext): string {
  if (typeof value === 'number') return numberKind.toText(value, field, language, context);
  if (typeof value === 'boolean') return yesnoKind.toText(value, field, language, context);
  if (typeof value === 'string') return printDay(value, language);
  if (Array.isArray(value))
    return value
      .map((each) => toText(each, field, language, context))
      .filter((text) => text !== '')
      .join(', ');
  return '';
}

/**
 * WCAG: there is no control; the value stands in the summary, which is read before sending (3.3.4). No input mode, no autofill.
 */
export const calculatedKind: FieldKind = {
  type: 'calculated',
  properties: ['value'],
  // Whatever was sent is overwritten: the same answers always give the same result.
  isBlank: () => true,
  parse: () => ({ faults: [] }),
  schema: () => ({ readOnly: true }),
  feelType: () => anyType,
  // A day is stored as text; expressions that go on with it need the day.
  toFeel: (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateKind.toFeel(value) : value,
  toText,
  paper: () => ({ kind: 'none' }),
  fromForm: () => undefined,
  toForm: () => ({}),
};
