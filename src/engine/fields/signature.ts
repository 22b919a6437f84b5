// Signature: a typed name and the declared will to sign what is handed in.
import { isRecord } from '../is-record.ts';
import { booleanType, contextOf, stringType } from '../feel/types.ts';
import {
  asTyped,
  controlValue,
  isBlankText,
  type FieldKind,
  type FormBody,
  type Parsed,
  type ValueFault,
} from './field-kind.ts';
import { readText, textLength } from './text-value.ts';

const longestName = 100;

const own = (raw: Record<string, unknown>, part: string): unknown =>
  Object.hasOwn(raw, part) ? raw[part] : undefined;

/** Whether there is something to sign with: a box that is not ticked beside an empty name is no answer. */
const isUnsaid = (agreed: unknown): boolean => agreed !== true && (agreed === false || isBlankText(agreed));

/**
 * A `declaration` confirms one sentence; a signature puts a name under everything that is handed in. What is answered here
 * is only the name and the will (`{ name, agreed: true }`). Who signed, when, in which channel, and a digest of the
 * answers are recorded when the case is opened, from the sign-in and not from the form.
 *
 * In the terms of the Signature Act (ZertES, SR 943.03) this is a plain electronic signature: neither advanced, regulated
 * nor qualified, and so not equal to one by hand (OR, SR 220, Art. 14 para. 2bis). A service whose law asks for the written
 * form can't take it.
 *
 * WCAG: name and box are one fieldset (1.3.1), never filled in beforehand (3.3.4); the browser may fill in the name (`name`, 1.3.5), not
 * where staff type it. A keyboard of text.
 */
export const signatureKind: FieldKind = {
  type: 'signature',
  properties: [],
  isBlank: (raw) =>
    isBlankText(raw) ||
    (isRecord(raw) &&
      Object.keys(raw).every((key) => (key === 'agreed' ? isUnsaid(raw[key]) : isBlankText(raw[key])))),
  parse(raw): Parsed {
    if (!isRecord(raw)) return { faults: [{ code: 'TYPE' }] };
    const faults: ValueFault[] = [];
    const given = own(raw, 'name');
    let name = '';
    if (isBlankText(given)) faults.push({ part: 'name', code: 'REQUIRED' });
    else {
      const { value, faults: found } = readText(given, false, longestName);
      name = value ?? '';
      faults.push(...found.map((fault) => ({ ...fault, part: 'name' })));
      if (found.length === 0 && textLength(name) > longestName)
        faults.push({ part: 'name', code: 'TOO_LONG', params: { max: longestName } });
    }
    const agreed = own(raw, 'agreed');
    if (isUnsaid(agreed)) faults.push({ part: 'agreed', code: 'MUST_BE_TRUE' });
    else if (agreed !== true) faults.push({ part: 'agreed', code: 'TYPE' });
    const unknown = Object.keys(raw).filter((key) => key !== 'name' && key !== 'agreed');
    for (const key of unknown.slice(0, 20)) faults.push({ part: key.slice(0, 60), code: 'UNKNOWN_FIELD' });
    if (name === '' && agreed !== true) return { faults };
    return { value: { name, agreed: agreed === true }, faults };
  },
  schema: () => ({
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: longestName },
      agreed: { const: true },
    },
    required: ['name', 'agreed'],
    additionalProperties: false,
  }),
  feelType: () =>
    contextOf([
      ['name', stringType],
      ['agreed', booleanType],
    ]),
  toFeel: (value) => (isRecord(value) ? { ...value } : null),
  toText: (value) => (isRecord(value) ? asTyped(own(value, 'name')) : asTyped(value)),
  paper: () => ({ kind: 'sign' }),
  fromForm(body: FormBody, name: string) {
    const typed = controlValue(body, `${name}.name`);
    const agreed = controlValue(body, `${name}.agreed`);
    // A box that is not ticked sends nothing; the name beside it always does.
    if (typed === undefined && agreed === undefined) return undefined;
    return { name: typed ?? '', agreed: agreed === 'yes' };
  },
  toForm(value) {
    const parts = isRecord(value) ? value : { name: value };
    return { '.name': asTyped(own(parts, 'name')), '.agreed': own(parts, 'agreed') === true ? 'yes' : '' };
  },
};
