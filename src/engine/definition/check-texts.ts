// Checks the texts: every language has every key the definition needs and no other, and messages name only known arguments.
import { IntlMessageFormat } from 'intl-messageformat';
import type { DefinitionFault } from './definition-fault.ts';
import type { Language, ServiceDocument } from './schema.ts';
import { textKeys } from './text-keys.ts';
import type { YamlDocument } from './yaml-document.ts';

/** Texts of one language, flat: `pages.halter.nav` -> text. Adds a fault for whatever is not a text. */
export function flattenTexts(document: YamlDocument, faults: DefinitionFault[]): Record<string, string> {
  const flat: Record<string, string> = {};
  // Keys without dots: the joined path says the whole, and is split only for a fault.
  const pathOf = (joined: string) => (joined === '' ? [] : joined.split('.'));
  const walk = (value: unknown, joined: string): void => {
    if (typeof value === 'string' && joined !== '') {
      if (value.trim() === '')
        faults.push(document.fault(pathOf(joined), 'TEXT_EMPTY', 'The text is empty.'));
      flat[joined] = value;
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, child] of Object.entries(value)) {
        if (key === '' || key.includes('.'))
          faults.push(
            document.fault([...pathOf(joined), key], 'TEXT_SHAPE', 'Nest the keys instead of writing dots.'),
          );
        else walk(child, joined === '' ? key : `${joined}.${key}`);
      }
    } else if (joined === '')
      faults.push(document.fault([], 'TEXT_SHAPE', 'The file must hold texts by key.'));
    else
      faults.push(
        document.fault(pathOf(joined), 'TEXT_SHAPE', 'Must be a text; put numbers, yes and no into quotes.'),
      );
  };
  walk(document.value, '');
  return flat;
}

/** Compares the texts of all languages with what the definition needs. */
export function checkTexts(
  service: ServiceDocument,
  texts: ReadonlyMap<Language, { document: YamlDocument; flat: Record<string, string> }>,
  faults: DefinitionFault[],
): void {
  const keys = textKeys(service);
  for (const { document, flat } of texts.values()) {
    for (const key of keys.required)
      if (!Object.hasOwn(flat, key))
        faults.push(document.fault(key.split('.'), 'TEXT_MISSING', `The text «${key}» is missing.`));
    const faultAt = (key: string, code: string, message: string) =>
      faults.push(document.fault(key.split('.'), code, message));
    for (const [key, text] of Object.entries(flat)) {
      if (!keys.required.has(key) && !keys.optional.has(key)) {
        faultAt(key, 'TEXT_UNKNOWN', `No part of the definition has a text «${key}».`);
        continue;
      }
      const known = keys.messages.get(key);
      if (known) for (const { code, message } of messageFaults(text, known)) faultAt(key, code, message);
      else if (text.includes('{') || text.includes('}'))
        faultAt(
          key,
          'TEXT_ARGUMENT',
          'This text takes no arguments; braces are only for letters and item names.',
        );
    }
  }
  checkSameOptionals(keys.optional, texts, faults);
}

/** An optional text is there in all languages or in none: nobody reads less than others. */
function checkSameOptionals(
  optional: ReadonlySet<string>,
  texts: ReadonlyMap<Language, { document: YamlDocument; flat: Record<string, string> }>,
  faults: DefinitionFault[],
): void {
  for (const key of optional) {
    let count = 0;
    for (const { flat } of texts.values()) if (Object.hasOwn(flat, key)) count++;
    if (count === 0 || count === texts.size) continue;
    const having = [...texts]
      .filter(([, { flat }]) => Object.hasOwn(flat, key))
      .map(([language]) => language);
    for (const [language, { document }] of texts)
      if (!having.includes(language))
        faults.push(
          document.fault(
            key.split('.'),
            'TEXT_MISSING',
            `The text «${key}» exists in ${having.join(', ')} but not here.`,
          ),
        );
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

// Only read, not made ready to print: that would look up a locale for each message.
const { __parse: parse } = IntlMessageFormat;
const locale = new Intl.Locale('de-CH');

/** Faults of one ICU message: syntax, arguments nobody supplies. */
export function messageFaults(text: string, known: ReadonlySet<string>): { code: string; message: string }[] {
  // Most messages are plain: nothing in them can be wrong.
  if (!/[{}'#]/.test(text)) return [];
  let elements: Element[];
  try {
    elements = parse?.(text, { ignoreTag: true, locale }) ?? [];
  } catch (error) {
    return [
      {
        code: 'ICU_SYNTAX',
        message: `Not a valid message: ${error instanceof Error ? error.message : 'unreadable'}.`,
      },
    ];
  }
  return [...new Set(argumentNames(elements))]
    .filter((name) => !known.has(name))
    .map((name) => ({
      code: 'ICU_ARGUMENT',
      message: `Nobody supplies {${name}}; known are ${[...known].join(', ')}.`,
    }));
}

function argumentNames(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    // Literal text and «#» have no name.
    const own = element.type !== 0 && 'value' in element ? [element.value] : [];
    const inner =
      'options' in element
        ? Object.values(element.options).flatMap((option) => argumentNames(option.value))
        : [];
    return [...own, ...inner];
  });
}
