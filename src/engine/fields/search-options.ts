// Long lists are searched by typing: which entry someone means, by its words in any language, and which they may have meant.
import { fold } from '../fold.ts';
import { languages, type FieldDefinition, type Language } from '../definition/schema.ts';
import { editDistance } from '../edit-distance.ts';
import type { FormContext, Lists } from './field-kind.ts';
import { optionIds, optionLabel, optionSource } from './options.ts';

/** More entries than this are found by typing; fewer are listed. */
const mostListed = 10;
/** Longer texts are no words of a list, and comparing them would cost. */
const longestTyped = 100;
/** So many are offered when what was typed is no entry. */
const mostNear = 6;

/** Whether the one answer is typed and looked up in its list, instead of being picked from all entries. */
export function isSearched(field: FieldDefinition, lists: Lists): boolean {
  return field.type === 'choice' && optionIds(field, lists).length > mostListed;
}

interface Entry {
  id: string;
  plainId: string;
  words: Record<Language, string>;
}

const indexes = new WeakMap<object, Entry[]>();

/** What can be typed for each entry; German folding in every language, since both sides are folded alike. */
function entriesOf(field: FieldDefinition, { lists, text }: FormContext): Entry[] {
  const source = optionSource(field, lists);
  if (!source) return [];
  let entries = indexes.get(source);
  if (!entries) {
    entries = optionIds(field, lists).map((id) => ({
      id,
      plainId: fold(id, 'de'),
      words: Object.fromEntries(
        languages.map((language) => [
          language,
          fold(optionLabel(id, field, language, { lists, text: (key) => text(key, language) }), 'de'),
        ]),
      ) as Record<Language, string>,
    }));
    indexes.set(source, entries);
  }
  return entries;
}

const plain = (typed: string): string => (typed.length > longestTyped ? '' : fold(typed, 'de'));

/**
 * The one entry whose words are what was typed, whatever the case and accents: in the language of the page, else in any
 * other, else its id.
 * @returns undefined when none or several fit
 */
export function matchOption(typed: string, field: FieldDefinition, context: FormContext): string | undefined {
  const wanted = plain(typed);
  if (wanted === '') return undefined;
  const entries = entriesOf(field, context);
  const ways: ((entry: Entry) => boolean)[] = [
    (entry) => entry.words[context.language] === wanted,
    (entry) => Object.values(entry.words).includes(wanted),
    (entry) => entry.plainId === wanted,
  ];
  for (const fits of ways) {
    const found = entries.filter(fits);
    if (found.length > 0) return found.length === 1 ? found[0]?.id : undefined;
  }
  return undefined;
}

/**
 * Entries that may be meant by what was typed, the likeliest first: the same words in another order or cut short, then
 * words with a slip of the finger.
 */
export function nearOptions(typed: string, field: FieldDefinition, context: FormContext): string[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  return entriesOf(field, context)
    .map(({ id, words }) => ({
      id,
      distance: Math.min(
        ...languages.map(
          // A little less for the words that the page shows, so that they come first.
          (language) => unlikeness(wanted, words[language]) + (language === context.language ? 0 : 0.01),
        ),
      ),
    }))
    .filter(({ distance }) => distance < 1)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNear)
    .map(({ id }) => id);
}

/** From 0 (the same) to 1 (nothing in common), both folded. */
function unlikeness(typed: string, words: string): number {
  if (typed === words) return 0;
  const parts = words.split(' ');
  const begun = typed.split(' ').every((word) => parts.some((part) => part.startsWith(word)));
  if (begun) return words.startsWith(typed) ? 0.1 : 0.2;
  if (typed.length >= 4 && words.includes(typed)) return 0.3;
  const slips = Math.min(
    editDistance(typed, words),
    ...parts.filter((part) => part.length > 3).map((part) => editDistance(typed, part) + 0.5),
  );
  return slips <= Math.max(1, typed.length / 4) ? 0.4 + slips / 20 : 1;
}
