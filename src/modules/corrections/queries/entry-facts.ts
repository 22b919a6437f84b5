// What an entry of a register says in words: the same on the page of one's entries and in the copy of one's data.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { registerValueFields, type RegisterId } from '../../data/index.ts';
import { valueLabel } from '../corrections-texts.ts';
import { valueText } from './value-text.ts';

export interface EntryFact {
  field: string;
  label: string;
  value: string;
}

/** Values in the register's order; those that the entry does not hold are left out. */
export function entryFacts(
  app: App,
  language: Language,
  register: RegisterId,
  values: Readonly<Record<string, unknown>>,
): EntryFact[] {
  return registerValueFields(register)
    .filter((field) => Object.hasOwn(values, field))
    .map((field) => ({
      field,
      label: valueLabel(language, register, field),
      value: valueText(app, language, { register, field }, values[field]),
    }));
}
