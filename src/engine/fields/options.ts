// The options of a choice: their ids, their words, and the order in which people see them.
import type { FieldDefinition, Language } from '../definition/schema.ts';
import type { ListOption, Lists, TextContext } from './field-kind.ts';
import type { PaperOption } from './paper-control.ts';

function listOf(field: FieldDefinition, lists: Lists): readonly ListOption[] | undefined {
  return field.list !== undefined && Object.hasOwn(lists, field.list) ? lists[field.list] : undefined;
}

/** What the options come from: one object as long as the definition or the list lives, so that indexes hang on it. */
export function optionSource(field: FieldDefinition, lists: Lists): readonly unknown[] | undefined {
  return field.options ?? listOf(field, lists);
}

/** Ids of the options in the order of the definition or of the list's file. */
export function optionIds(field: FieldDefinition, lists: Lists): string[] {
  return field.options ?? (listOf(field, lists) ?? []).map((option) => option.id);
}

const sets = new WeakMap<object, Set<string>>();

/** The same as a set. */
export function optionSet(field: FieldDefinition, lists: Lists): Set<string> {
  const source = optionSource(field, lists);
  if (!source) return new Set();
  let set = sets.get(source);
  if (!set) sets.set(source, (set = new Set(optionIds(field, lists))));
  return set;
}

/** What people read for an option; its id when there is no text. */
export function optionLabel(
  id: string,
  field: FieldDefinition,
  language: Language,
  context: TextContext,
): string {
  const list = listOf(field, context.lists);
  return (
    (list
      ? list.find((option) => option.id === id)?.[language]
      : context.text(`fields.${field.id}.options.${id}`)) ?? id
  );
}

/** The options as people see them: those of the definition as its author ordered them, those of a shared list sorted. */
export function shownOptions(
  field: FieldDefinition,
  language: Language,
  context: TextContext,
): PaperOption[] {
  const list = listOf(field, context.lists);
  if (list) return sorted(list, language).map((option) => ({ id: option.id, label: option[language] }));
  return (field.options ?? []).map((id) => ({ id, label: optionLabel(id, field, language, context) }));
}

const orders = new WeakMap<readonly ListOption[], Partial<Record<Language, ListOption[]>>>();

/** A list's entries by their words in the language; those with a place before or after them. */
function sorted(list: readonly ListOption[], language: Language): ListOption[] {
  let order = orders.get(list);
  if (!order) orders.set(list, (order = {}));
  const { compare } = new Intl.Collator(language);
  const placed = (place: ListOption['place']) => list.filter((option) => option.place === place);
  return (order[language] ??= [
    ...placed('first'),
    ...placed(undefined).sort((a, b) => compare(a[language], b[language])),
    ...placed('last'),
  ]);
}
