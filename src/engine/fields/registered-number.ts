// Numbers with a check digit: AHV number (person), UID (company), IBAN (account).
import ssn from 'stdnum/lib/cjs/ch/ssn.js';
import uid from 'stdnum/lib/cjs/ch/uid.js';
import type { FieldType } from '../definition/schema.ts';
import { stringType } from '../feel/types.ts';
import type { ValueFaultCode } from './fault-codes.ts';
import {
  asTyped,
  isBlankText,
  singleControl,
  type FieldKind,
  type JsonSchema,
  type ParseContext,
  type Parsed,
} from './field-kind.ts';
import { ibanLength } from './iban-lengths.ts';
import { boxes, type PaperControl } from './paper-control.ts';
import { printIban } from './print.ts';
import { readText } from './text-value.ts';

function makeNumberKind(
  type: FieldType,
  code: ValueFaultCode,
  normalise: (text: string, context: ParseContext) => string | undefined,
  schema: JsonSchema,
  paper: PaperControl,
  print: (value: string) => string = (value) => value,
): FieldKind {
  return {
    type,
    properties: [],
    isBlank: isBlankText,
    parse(raw, _field, context): Parsed {
      const { value, faults } = readText(raw, false);
      if (value === undefined || faults.length > 0)
        return { ...(value === undefined ? {} : { value }), faults };
      const normal = value.length <= 60 ? normalise(value, context) : undefined;
      return normal === undefined ? { value, faults: [{ code }] } : { value: normal, faults: [] };
    },
    schema: () => ({ type: 'string', ...schema }),
    feelType: () => stringType,
    toFeel: (value) => value,
    toText: (value) => print(asTyped(value)),
    paper: () => paper,
    ...singleControl,
  };
}

/**
 * The two thousand numbers of the persons whom demonstrations show. No more than these: real numbers are random over the whole
 * range (`unverified`: whether any part of it stays free), and nobody shall be refused with a number that is theirs.
 */
const inventedAhv = /^756999[89]00/;

/**
 * AHV number `756.1234.5678.97`: 13 digits from 756, EAN-13 check digit (Art. 50c AHVG, SR 831.10).
 * @param context.refuseInvented whether people are real here, so that the number of an invented person is none
 * @returns undefined where it is none
 */
export function normaliseAhv(
  text: string,
  { refuseInvented = false }: Pick<ParseContext, 'refuseInvented'> = {},
): string | undefined {
  const digits = text.replace(/[\s.\u00a0-]/g, '');
  if (!/^756\d{10}$/.test(digits) || digits === '7560000000000' || !ssn.validate(digits).isValid)
    return undefined;
  if (refuseInvented && inventedAhv.test(digits)) return undefined;
  return `${digits.slice(0, 3)}.${digits.slice(3, 7)}.${digits.slice(7, 11)}.${digits.slice(11)}`;
}

/** UID `CHE-123.456.788`: weights 5 4 3 2 7 6 5 4, check digit 11 minus the sum modulo 11; 10 does not exist (UIDG, SR 431.03). */
export function normaliseUid(text: string): string | undefined {
  const [, digits] =
    /^CHE[-\s.\u00a0]*(\d{3}[.\s\u00a0]?\d{3}[.\s\u00a0]?\d{3})(?:\s*(?:MWST|TVA|IVA|HR|RC))?$/i.exec(text) ??
    [];
  const plain = digits?.replace(/\D/g, '');
  if (plain === undefined || plain === '000000000' || !uid.validate(`CHE${plain}`).isValid) return undefined;
  return `CHE-${plain.slice(0, 3)}.${plain.slice(3, 6)}.${plain.slice(6)}`;
}

/** IBAN without blanks: as long as its country's are, with right check digits; of a country not known here these alone. */
function normaliseIban(text: string): string | undefined {
  const plain = text.replace(/[\s\u00a0]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return undefined;
  const length = ibanLength(plain.slice(0, 2)) ?? plain.length;
  return plain.length === length && isIban(plain) ? plain : undefined;
}

/** ISO 13616: country code and check digits to the end, letters as 10 to 35, the whole modulo 97 is 1. */
function isIban(plain: string): boolean {
  let remainder = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/**
 * One line (`AhvField`), in any spelling (WCAG 3.3.1, 3.3.3); digits are typed on a keypad (`inputmode=numeric`). Autofill is off:
 * the number has no token (1.3.5), and browsers should not keep it.
 */
export const ahvKind = makeNumberKind(
  'ahv',
  'AHV_INVALID',
  normaliseAhv,
  { pattern: '^756\\.\\d{4}\\.\\d{4}\\.\\d{2}$' },
  boxes([4, 4, 2], '.', '756.'),
);
/**
 * The company that has the number is looked up, so that a wrong one is noticed: a right check digit says little. The result
 * is text beside the field, read with it (WCAG 1.3.1), asked for by a button (3.2.2). Phones type capitals (`autocapitalize`); any spelling is tidied on the
 * server. Autofill is off: there is no token for it (1.3.5).
 */
export const uidKind: FieldKind = {
  ...makeNumberKind(
    'uid',
    'UID_INVALID',
    normaliseUid,
    { pattern: '^CHE-\\d{3}\\.\\d{3}\\.\\d{3}$' },
    boxes([3, 3, 3], '.', 'CHE-'),
  ),
  lookUp: async (value, registers) => {
    const number = asTyped(value);
    const company = await registers.company(number);
    return company === 'silent' ? undefined : { kind: 'company', uid: number, company };
  },
};
/**
 * One line (`IbanField`), with or without blanks (WCAG 3.3.1); phones type capitals (`autocapitalize`). Autofill is off: there is no
 * token for it (1.3.5), and shared computers should not keep it.
 */
export const ibanKind = makeNumberKind(
  'iban',
  'IBAN_INVALID',
  normaliseIban,
  { pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$' },
  // Swiss ones fill five groups and one box; the longest of other countries have 34 characters.
  boxes([4, 4, 4, 4, 4, 4, 4, 4, 2], ' '),
  printIban,
);
