// One or several of given options: written in the definition or taken from a shared list of the canton.
import type { FieldDefinition, Language } from '../definition/schema.ts';
import { listOf, optionsType } from '../feel/types.ts';
import { writing, type PaperControl } from './paper-control.ts';
import {
  asTyped,
  isBlankText,
  singleControl,
  type FieldKind,
  type Lists,
  type Parsed,
  type TextContext,
} from './field-kind.ts';

/** Ids of the options in the order in which they are shown. */
export function optionIds(field: FieldDefinition, lists: Lists): string[] {
  if (field.options) return field.options;
  const list = field.list !== undefined && Object.hasOwn(lists, field.list) ? lists[field.list] : undefined;
  return (list ?? []).map((option) => option.id);
}

const sets = new WeakMap<object, Set<string>>();

/** Option ids as a set, kept as long as the definition or list lives. */
function optionSet(field: FieldDefinition, lists: Lists): Set<string> {
  const source = field.options ?? (field.list === undefined ? undefined : lists[field.list]);
  if (!source) return new Set();
  let set = sets.get(source);
  if (!set) {
    set = new Set(optionIds(field, lists));
    sets.set(source, set);
  }
  return set;
}

/** What people read for an option; its id when there is no text. */
export function optionLabel(
  id: string,
  field: FieldDefinition,
  language: Language,
  context: TextContext,
): string {
  const list =
    field.list !== undefined && Object.hasOwn(context.lists, field.list)
      ? context.lists[field.list]
      : undefined;
  return (
    (list
      ? list.find((option) => option.id === id)?.[language]
      : context.text(`fields.${field.id}.options.${id}`)) ?? id
  );
}

/** More options than this fill pages: then the answer is written. */
const mostTicks = 60;

function ticks(
  field: FieldDefinition,
  language: Language,
  context: TextContext,
  several: boolean,
): PaperControl {
  const ids = optionIds(field, context.lists);
  if (ids.length > mostTicks) return writing(several ? 2 : 1);
  return {
    kind: 'ticks',
    options: ids.map((id) => ({ id, label: optionLabel(id, field, language, context) })),
    several,
  };
}

export const choiceKind: FieldKind = {
  type: 'choice',
  properties: ['options', 'list', 'autocomplete'],
  isBlank: isBlankText,
  parse(raw, field, context): Parsed {
    if (typeof raw !== 'string') return { faults: [{ code: 'TYPE' }] };
    return optionSet(field, context.lists).has(raw)
      ? { value: raw, faults: [] }
      : { faults: [{ code: 'UNKNOWN_OPTION' }] };
  },
  schema: (field, context) => ({ enum: optionIds(field, context.lists) }),
  feelType: (field, context) => optionsType(optionIds(field, context.lists)),
  toFeel: (value) => value,
  toText: (value, field, language, context) =>
    typeof value === 'string' ? optionLabel(value, field, language, context) : '',
  paper: (field, language, context) => ticks(field, language, context, false),
  ...singleControl,
};

export const multichoiceKind: FieldKind = {
  type: 'multichoice',
  properties: ['options', 'list'],
  isBlank: (raw) => isBlankText(raw) || (Array.isArray(raw) && raw.length === 0),
  parse(raw, field, context): Parsed {
    if (!Array.isArray(raw)) return { faults: [{ code: 'TYPE' }] };
    const options = optionSet(field, context.lists);
    const chosen = new Set<unknown>();
    for (const each of raw) {
      if (typeof each !== 'string' || !options.has(each)) return { faults: [{ code: 'UNKNOWN_OPTION' }] };
      if (chosen.has(each)) return { faults: [{ code: 'DUPLICATE_OPTION' }] };
      chosen.add(each);
    }
    // In the order of the options, so that the same choice is the same answer.
    return { value: [...options].filter((option) => chosen.has(option)), faults: [] };
  },
  schema: (field, context) => ({
    type: 'array',
    items: { enum: optionIds(field, context.lists) },
    uniqueItems: true,
    minItems: 1,
  }),
  feelType: (field, context) => listOf(optionsType(optionIds(field, context.lists))),
  toFeel: (value) => value,
  toText: (value, field, language, context) =>
    Array.isArray(value)
      ? value
          .map((each) => (typeof each === 'string' ? optionLabel(each, field, language, context) : ''))
          .join(', ')
      : '',
  paper: (field, language, context) => ticks(field, language, context, true),
  fromForm(body, name) {
    const typed = Object.hasOwn(body, name) ? body[name] : undefined;
    return typed === undefined ? undefined : [typed].flat().filter((each) => each !== '');
  },
  toForm: (value) => ({ '': Array.isArray(value) ? value.map(asTyped) : [] }),
};
