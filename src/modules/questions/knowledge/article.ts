// An article of knowledge: what the canton knows the answer to, with the unit that answers for it and the day it is checked again.
import type { Selectable } from 'kysely';
import type { QuestionsArticle } from '../../../kernel/db/tables.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';

export interface ArticleText {
  title: string;
  text: string;
}
/** German always; another language may be missing. */
export type ArticleTexts = { de: ArticleText } & Partial<Record<Language, ArticleText>>;

export type Article = Omit<Selectable<QuestionsArticle>, 'texts'> & { texts: ArticleTexts };

export const longestArticle = { title: 150, text: 6000 } as const;

/** The text in a language, else the German one. */
export function articleText(
  { texts }: Pick<Article, 'texts'>,
  language: Language,
): ArticleText & { language: Language } {
  const own = texts[language];
  return own ? { ...own, language } : { ...texts.de, language: 'de' };
}

export const missingLanguages = ({ texts }: Pick<Article, 'texts'>): Language[] =>
  languages.filter((each) => !texts[each]);

/** An address from a title: `hund-im-tram`. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
