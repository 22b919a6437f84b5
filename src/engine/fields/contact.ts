// E-mail address and telephone number.
import { stringType } from '../feel/types.ts';
import { asTyped, isBlankText, singleControl, type FieldKind, type Parsed } from './field-kind.ts';
import { writing } from './paper-control.ts';
import { printPhone } from './print.ts';
import { readText } from './text-value.ts';

/** Deliverable shapes only, as browsers test them (HTML living standard, valid e-mail address), with a dot in the domain. */
const email =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]$/;
/** E.164: a plus and at most 15 digits; without plus a Swiss number. */
const international = /^\+[1-9]\d{6,14}$/;
const national = /^0[1-9]\d{8}$/;

/**
 * WCAG: one line of type `email`, which brings its keyboard; autofill `email` (1.3.5). Faults are told by the server, in words, at
 * the field (3.3.1, 3.3.3).
 */
export const emailKind: FieldKind = {
  type: 'email',
  properties: ['autocomplete'],
  isBlank: isBlankText,
  parse(raw): Parsed {
    const { value, faults } = readText(raw, false);
    if (value === undefined || faults.length > 0)
      return { ...(value === undefined ? {} : { value }), faults };
    return { value, faults: value.length <= 254 && email.test(value) ? [] : [{ code: 'EMAIL_INVALID' }] };
  },
  schema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
  feelType: () => stringType,
  toFeel: (value) => value,
  toText: (value) => asTyped(value),
  paper: () => writing(),
  ...singleControl,
};

/** `+41612671111` for `061 267 11 11`; undefined when it is no telephone number. */
function normalisePhone(text: string): string | undefined {
  const plain = text.replace(/[\s\u00a0/().\u2010-\u2015-]/g, '').replace(/^00/, '+');
  if (national.test(plain)) return `+41${plain.slice(1)}`;
  const value = plain.replace(/^\+410/, '+41');
  if (value.startsWith('+41')) return /^\+41[1-9]\d{8}$/.test(value) ? value : undefined;
  return international.test(value) ? value : undefined;
}

/** WCAG: one line of type `tel`, which brings its keypad; autofill `tel` (1.3.5); any spelling is taken (3.3.1). */
export const phoneKind: FieldKind = {
  type: 'phone',
  properties: ['autocomplete'],
  isBlank: isBlankText,
  parse(raw): Parsed {
    const { value, faults } = readText(raw, false);
    if (value === undefined || faults.length > 0)
      return { ...(value === undefined ? {} : { value }), faults };
    const phone = value.length <= 40 ? normalisePhone(value) : undefined;
    return phone === undefined
      ? { value, faults: [{ code: 'PHONE_INVALID' }] }
      : { value: phone, faults: [] };
  },
  schema: () => ({ type: 'string', maxLength: 40 }),
  feelType: () => stringType,
  toFeel: (value) => value,
  toText: (value) => printPhone(asTyped(value)),
  paper: () => writing(),
  ...singleControl,
};
