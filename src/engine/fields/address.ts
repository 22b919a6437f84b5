// Postal address: street, house number, postal code, town.
import { isRecord } from '../is-record.ts';
import { contextOf, stringType } from '../feel/types.ts';
import { adviseAddress } from '../registers/advise-address.ts';
import type { Address } from '../registers/registers.ts';
import {
  asTyped,
  controlValue,
  isBlankText,
  meantValue,
  type FieldKind,
  type FormBody,
  type Parsed,
  type ValueFault,
} from './field-kind.ts';
import { boxes, writing } from './paper-control.ts';
import { readText, textLength } from './text-value.ts';

export const addressParts = ['street', 'houseNumber', 'postalCode', 'town'] as const;
type AddressPart = (typeof addressParts)[number];

const longest: Record<AddressPart, number> = { street: 100, houseNumber: 12, postalCode: 10, town: 60 };
/** Swiss four digits, or a code of a neighbouring or other country. */
const postalCode = /^[A-Z0-9][A-Z0-9 -]{2,9}$/i;

const partOf = (raw: Record<string, unknown>, part: AddressPart): unknown =>
  Object.hasOwn(raw, part) ? raw[part] : undefined;

/** The parts in their order as one text: what an address was when suggestions were made for it. */
const written = (address: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(addressParts.map((part) => asTyped(partOf(address, part)).trim().normalize('NFC')));

/** The address in such a text; undefined for anything else. */
function fromWritten(text: string): Address | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== addressParts.length) return undefined;
  const [street, houseNumber, code, town] = parts.map(asTyped);
  return { street: street ?? '', houseNumber: houseNumber ?? '', postalCode: code ?? '', town: town ?? '' };
}

/**
 * Four labelled lines; each has its token for the browser's autofill (WCAG 1.3.5), the postal code a keypad of digits on
 * phones. Inside the canton the register of addresses is asked; what it suggests is offered (3.3.3), never imposed.
 */
export const addressKind: FieldKind = {
  type: 'address',
  properties: [],
  isBlank: (raw) =>
    isBlankText(raw) || (isRecord(raw) && Object.keys(raw).every((key) => isBlankText(raw[key]))),
  parse(raw): Parsed {
    if (!isRecord(raw)) return { faults: [{ code: 'TYPE' }] };
    const faults: ValueFault[] = [];
    const value: Record<string, string> = {};
    for (const part of addressParts) {
      const given = partOf(raw, part);
      if (isBlankText(given)) {
        value[part] = '';
        if (part !== 'houseNumber') faults.push({ part, code: 'REQUIRED' });
        continue;
      }
      const { value: text, faults: found } = readText(given, false, longest[part]);
      if (text !== undefined) value[part] = text;
      else value[part] = '';
      faults.push(...found.map((fault) => ({ ...fault, part })));
      if (found.length > 0 || text === undefined) continue;
      if (textLength(text) > longest[part])
        faults.push({ part, code: 'TOO_LONG', params: { max: longest[part] } });
      else if (part === 'postalCode' && !postalCode.test(text))
        faults.push({ part, code: 'POSTAL_CODE_INVALID' });
    }
    const unknown = Object.keys(raw).filter((key) => !addressParts.some((part) => part === key));
    for (const key of unknown.slice(0, 20)) faults.push({ part: key.slice(0, 60), code: 'UNKNOWN_FIELD' });
    // Nothing but unknown parts is no address.
    return Object.values(value).every((text) => text === '') ? { faults } : { value, faults };
  },
  schema: () => ({
    type: 'object',
    properties: {
      ...Object.fromEntries(
        addressParts.map((part) => [part, { type: 'string', minLength: 1, maxLength: longest[part] }]),
      ),
      houseNumber: { type: 'string', maxLength: longest.houseNumber },
    },
    required: ['street', 'postalCode', 'town'],
    additionalProperties: false,
  }),
  feelType: () => contextOf(addressParts.map((part) => [part, stringType] as const)),
  toFeel: (value) => (isRecord(value) ? { ...value } : null),
  /** `Beispielgasse 1, 4051 Basel` */
  toText(value) {
    if (!isRecord(value)) return asTyped(value);
    const [street, houseNumber, code, town] = addressParts.map((part) => asTyped(partOf(value, part)));
    return [`${street} ${houseNumber}`.trim(), `${code} ${town}`.trim()]
      .filter((line) => line !== '')
      .join(', ');
  },
  paper: () => ({
    kind: 'parts',
    parts: [
      { id: 'street', control: writing(), share: 9 },
      { id: 'houseNumber', control: writing(), share: 3 },
      // Four digits in Switzerland; codes of other countries have room, too.
      { id: 'postalCode', control: boxes([6]), share: 3 },
      { id: 'town', control: writing(), share: 9 },
    ],
  }),
  fromForm(body: FormBody, name: string) {
    const typed = addressParts.map((part) => [part, controlValue(body, `${name}.${part}`)] as const);
    if (typed.every(([, text]) => text === undefined)) return undefined;
    const address = Object.fromEntries(typed.map(([part, text]) => [part, text ?? '']));
    const meant = meantValue(body, name, written(address));
    return (meant === undefined ? undefined : fromWritten(meant)) ?? address;
  },
  async lookUp(value, registers) {
    if (!isRecord(value)) return undefined;
    const typed = written(value);
    const address = fromWritten(typed);
    const advice = address && (await adviseAddress(address, registers));
    return (
      advice && {
        kind: 'address',
        doubt: advice.doubt,
        offered: typed,
        suggestions: advice.suggestions.map((each) => ({ value: written({ ...each }), address: each })),
      }
    );
  },
  toForm(value) {
    const parts = isRecord(value) ? value : {};
    return Object.fromEntries(addressParts.map((part) => [`.${part}`, asTyped(partOf(parts, part))]));
  },
};
