// Texts of the interface: ICU messages per module in four languages, German the source.
import { IntlMessageFormat } from 'intl-messageformat';

export const languages = ['de', 'fr', 'it', 'en'] as const;
export type Language = (typeof languages)[number];
/** BCP 47 tags with Swiss conventions for dates and numbers; British spelling for English. */
export const locales: Record<Language, string> = { de: 'de-CH', fr: 'fr-CH', it: 'it-CH', en: 'en-GB' };

export type Arguments = Record<string, string | number | boolean | Date>;
/** Text by key; the key type comes from the German JSON file, so a wrong key does not compile. */
export type TextOf<Keys extends string> = (key: Keys, args?: Arguments) => string;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * Fills an ICU message.
 * @throws Error when the message is not valid ICU or an argument is missing.
 */
export function formatMessage(message: string, language: Language, args: Arguments = {}): string {
  if (!message.includes('{') && !message.includes("'")) return message;
  const key = `${language}\n${message}`;
  let format = compiled.get(key);
  if (!format) {
    format = new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true });
    if (compiled.size > 5000) compiled.clear();
    compiled.set(key, format);
  }
  return String(format.format(args));
}

/**
 * Makes a module's text function from its four JSON files (flat: key -> ICU message).
 * Completeness is a matter of types: fr, it and en must have every key of de.
 */
export function defineTexts<Messages extends Record<string, string>>(
  files: { de: Messages } & Record<Exclude<Language, 'de'>, { [Key in keyof Messages]: string }>,
): (language: Language) => TextOf<keyof Messages & string> {
  const byLanguage = Object.fromEntries(
    languages.map((language) => [
      language,
      (key: keyof Messages & string, args?: Arguments) => {
        const message = files[language][key];
        if (message === undefined) throw new Error(`Text ${key} is missing in ${language}`);
        return formatMessage(message, language, args);
      },
    ]),
  ) as Record<Language, TextOf<keyof Messages & string>>;
  return (language) => byLanguage[language];
}

/** A text in all languages, as the canton's data files hold it. */
export type LocalText = Record<Language, string>;

/** `en` for anything that is a supported language, else undefined. */
export function asLanguage(value: unknown): Language | undefined {
  return languages.find((each) => each === value);
}

/** The best supported language of an Accept-Language header (RFC 9110), German when none fits. */
export function negotiateLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params
        .map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1])
        .find((value) => value !== undefined);
      return {
        language: asLanguage(tag.trim().slice(0, 2).toLowerCase()),
        q: q === undefined ? 1 : Number(q),
      };
    })
    .filter((each) => each.q > 0)
    .sort((a, b) => b.q - a.q);
  return wanted.find((each) => each.language !== undefined)?.language ?? 'de';
}
