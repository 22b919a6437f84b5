// The texts of a definition, in the language asked for.
import type { ServiceDefinition } from '../../../engine/index.ts';
import { formatMessage, type Arguments, type Language } from '../../../kernel/i18n/texts.ts';

/**
 * A text by its key (docs/reference/definition.md, "Text keys").
 * @param args makes it an ICU message (item names, letters); without, the text is plain
 * @throws Error when there is none: the loader has checked that every required text exists
 */
export function text(
  definition: ServiceDefinition,
  language: Language,
  key: string,
  args?: Arguments,
): string {
  const found = optionalText(definition, language, key, args);
  if (found === undefined) throw new Error(`${definition.id} has no text ${key} in ${language}`);
  return found;
}

/** As `text`, but undefined where the definition leaves it out. */
export function optionalText(
  definition: ServiceDefinition,
  language: Language,
  key: string,
  args?: Arguments,
): string | undefined {
  const texts = definition.texts[language];
  const message = Object.hasOwn(texts, key) ? texts[key] : undefined;
  return message === undefined || args === undefined ? message : formatMessage(message, language, args);
}
