// Yes or no, and the declaration that must be confirmed.
import type { Language } from '../definition/schema.ts';
import { booleanType } from '../feel/types.ts';
import { asTyped, controlValue, type FieldKind, type FormBody, type Parsed } from './field-kind.ts';
import type { PaperControl } from './paper-control.ts';

const words: Record<Language, { yes: string; no: string; confirmed: string }> = {
  de: { yes: 'Ja', no: 'Nein', confirmed: 'Bestätigt' },
  fr: { yes: 'Oui', no: 'Non', confirmed: 'Confirmé' },
  it: { yes: 'Sì', no: 'No', confirmed: 'Confermato' },
  en: { yes: 'Yes', no: 'No', confirmed: 'Confirmed' },
};

/** As boxes to tick; the ids are the values of the web form's controls. */
const paper = (_field: unknown, language: Language): PaperControl => ({
  kind: 'ticks',
  several: false,
  options: [
    { id: 'yes', label: words[language].yes },
    { id: 'no', label: words[language].no },
  ],
});

const isBlank = (raw: unknown): boolean => raw === undefined || raw === null || raw === '';

function fromForm(body: FormBody, name: string): unknown {
  const typed = controlValue(body, name);
  return typed === 'yes' ? true : typed === 'no' ? false : typed;
}

const toForm = (value: unknown): Record<string, string> => ({
  '': typeof value === 'boolean' ? (value ? 'yes' : 'no') : asTyped(value),
});

/** WCAG: two radio buttons in a fieldset (1.3.1), so that no is an answer, too. Nothing is typed: no input mode, no autofill. */
export const yesnoKind: FieldKind = {
  type: 'yesno',
  properties: [],
  isBlank,
  parse: (raw): Parsed =>
    typeof raw === 'boolean' ? { value: raw, faults: [] } : { faults: [{ code: 'TYPE' }] },
  schema: () => ({ type: 'boolean' }),
  feelType: () => booleanType,
  toFeel: (value) => value,
  toText: (value, _field, language) =>
    value === true ? words[language].yes : value === false ? words[language].no : '',
  paper,
  fromForm,
  toForm,
};

/** WCAG: one box with its sentence as label (3.3.2), never ticked beforehand (3.3.4). Nothing is typed: no input mode, no autofill. */
export const declarationKind: FieldKind = {
  type: 'declaration',
  properties: [],
  isBlank,
  parse(raw): Parsed {
    if (typeof raw !== 'boolean') return { faults: [{ code: 'TYPE' }] };
    return { value: raw, faults: raw ? [] : [{ code: 'MUST_BE_TRUE' }] };
  },
  schema: () => ({ const: true }),
  feelType: () => booleanType,
  toFeel: (value) => value,
  toText: (value, _field, language) =>
    value === true ? words[language].confirmed : value === false ? words[language].no : '',
  paper: () => ({ kind: 'confirm' }),
  fromForm,
  toForm,
};
