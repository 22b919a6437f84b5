// What tests of news write: the same in four languages, about dogs in Riehen.
import { languages } from '../../../kernel/i18n/texts.ts';
import type { Content } from '../item.ts';

/** @param more what is otherwise */
export function content(title: string, more: Partial<Content> = {}): Content {
  const text = (language: string) => ({ title: `${title} ${language}`, lead: 'Kurz', body: 'Text' });
  return {
    texts: Object.fromEntries(languages.map((each) => [each, text(each)])) as Content['texts'],
    topics: ['tiere'],
    areas: ['riehen'],
    unit: 'veterinaeramt',
    services: ['hund-anmelden'],
    processes: [],
    fourEyes: false,
    ...more,
  };
}

/** One text for all languages. */
export const four = (text: string) => ({ de: text, fr: text, it: text, en: text });
