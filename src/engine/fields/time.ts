// Time of day, HH:MM.
import { feelTime } from '../feel/compile.ts';
import { timeType } from '../feel/types.ts';
import { boxes } from './paper-control.ts';
import {
  asTyped,
  controlValue,
  isBlankText,
  singleControl,
  type FieldKind,
  type Parsed,
} from './field-kind.ts';

const shape = /^([01]\d|2[0-3]):[0-5]\d$/;

/** WCAG: the browser's own field of type `time`, which works with the keyboard (2.1.1) and needs no input mode; no autofill token fits. */
export const timeKind: FieldKind = {
  type: 'time',
  properties: [],
  isBlank: isBlankText,
  parse(raw): Parsed {
    if (typeof raw !== 'string') return { faults: [{ code: 'TYPE' }] };
    const value = raw.trim();
    if (shape.test(value)) return { value, faults: [] };
    return { ...(value.length <= 40 ? { value } : {}), faults: [{ code: 'TIME_INVALID' }] };
  },
  schema: () => ({ type: 'string', pattern: shape.source }),
  feelType: () => timeType,
  toFeel: (value) => (typeof value === 'string' && shape.test(value) ? feelTime(value) : null),
  toText: (value) => asTyped(value),
  paper: () => boxes([2, 2], ':'),
  toForm: singleControl.toForm,
  fromForm(body, name) {
    const typed = controlValue(body, name);
    const [, hours, minutes] = /^\s*(\d{1,2})[.:h](\d{2})\s*$/.exec(typed ?? '') ?? [];
    return hours === undefined || minutes === undefined ? typed : `${hours.padStart(2, '0')}:${minutes}`;
  },
};
