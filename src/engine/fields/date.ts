// Date: a real day of the calendar between 1850 and 2200, written by people as day, month and year.
import { feelDate } from '../feel/compile.ts';
import { dateType } from '../feel/types.ts';
import { isCalendarDay } from '../deadline/calendar-day.ts';
import { asTyped, controlValue, isBlankText, type FieldKind, type Parsed } from './field-kind.ts';
import { printDay } from './print.ts';

const earliest = 1850;
const latest = 2200;

function isPlausible(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return isCalendarDay(day) && year >= earliest && year <= latest;
}

/**
 * WCAG: day, month and year are three labelled lines in a fieldset (1.3.1, 3.3.2), each with a keypad (`inputmode=numeric`). Autofill
 * only for birthdays: `bday` becomes `bday-day`, `bday-month`, `bday-year` (1.3.5); else it is off. A fault marks its lines (3.3.1).
 */
export const dateKind: FieldKind = {
  type: 'date',
  properties: ['autocomplete'],
  isBlank: isBlankText,
  parse(raw): Parsed {
    if (typeof raw !== 'string') return { faults: [{ code: 'TYPE' }] };
    const value = raw.trim();
    if (isPlausible(value)) return { value, faults: [] };
    return { ...(value.length <= 40 ? { value } : {}), faults: [{ code: 'DATE_INVALID' }] };
  },
  schema: () => ({ type: 'string', format: 'date' }),
  feelType: () => dateType,
  toFeel: (value) => (typeof value === 'string' && isPlausible(value) ? feelDate(value) : null),
  toText: (value, _field, language) => (typeof value === 'string' ? printDay(value, language) : ''),
  paper: () => ({ kind: 'date' }),
  fromForm(body, name) {
    const parts = ['day', 'month', 'year'].map((part) => controlValue(body, `${name}.${part}`)?.trim());
    if (parts.every((part) => part === undefined)) return controlValue(body, name);
    const [day = '', month = '', year = ''] = parts;
    if (day === '' && month === '' && year === '') return '';
    if (/^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year))
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    // Kept so that the form shows again what was typed where.
    return [day, month, year].join('.').replace(/\.+$/, '');
  },
  toForm(value) {
    const typed = asTyped(value);
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed) ?? [];
    if (year !== undefined && month !== undefined && day !== undefined)
      return { '.day': day, '.month': month, '.year': year };
    const [first = '', second = '', ...rest] = typed.split('.');
    return { '.day': first, '.month': second, '.year': rest.join('.') };
  },
};
