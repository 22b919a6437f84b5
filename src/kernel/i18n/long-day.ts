// A civil day in words. The formatters are made once: making one takes longer than rendering half a page.
import { languages, locales, type Language } from './texts.ts';

const formats = Object.fromEntries(
  languages.map((language) => [
    language,
    new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }),
  ]),
) as Record<Language, Intl.DateTimeFormat>;

/** @param day `YYYY-MM-DD` @returns `24. November 2026` */
export function longDay(language: Language, day: string): string {
  return formats[language].format(new Date(`${day}T12:00:00Z`));
}
