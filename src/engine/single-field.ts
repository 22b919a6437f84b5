// One field by itself, outside of any service: a value that a form asks about, read, checked and shown as services do.
import type { FieldDefinition, Language } from './definition/schema.ts';
import type { FormBody, Lists, ParseContext } from './fields/field-kind.ts';
import { fieldKinds } from './fields/index.ts';

const noText = () => undefined;

/** Control values by suffix to the name: '' or `.day`. */
export const singleControls = (
  field: FieldDefinition,
  value: unknown,
  language: Language,
  lists: Lists,
): Record<string, string | string[]> =>
  fieldKinds[field.type].toForm(value, field, { lists, language, text: noText });

/** What the controls say: `value` only where it has no fault; `parts` that are wrong, '' for the whole. */
export function readSingle(
  field: FieldDefinition,
  body: FormBody,
  name: string,
  language: Language,
  context: ParseContext,
): { typed: unknown; value?: unknown; parts: string[] } {
  const kind = fieldKinds[field.type];
  const typed = kind.fromForm(body, name, undefined, field, { ...context, language, text: noText });
  if (kind.isBlank(typed)) return { typed, parts: [''] };
  const { value, faults } = kind.parse(typed, field, context);
  return faults.length > 0 || value === undefined
    ? { typed, parts: faults.length > 0 ? faults.map(({ part }) => part ?? '') : [''] }
    : { typed, value, parts: [] };
}

/** As people read it; '' for no value. */
export const singleText = (
  field: FieldDefinition,
  value: unknown,
  language: Language,
  lists: Lists,
  /** Words of its options, where they are no list's: `fields.<id>.options.<option>`. */
  text: (key: string) => string | undefined = noText,
): string =>
  value === undefined || value === null
    ? ''
    : fieldKinds[field.type].toText(value, field, language, { lists, text });
