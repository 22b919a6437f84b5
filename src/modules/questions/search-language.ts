// PostgreSQL's stemming of each language, for words of questions and for what people look for.
import { sql, type RawBuilder } from 'kysely';
import { fold } from '../../engine/index.ts';
import { languages, type Language } from '../../kernel/i18n/texts.ts';

const configurations: Record<Language, string> = { de: 'german', fr: 'french', it: 'italian', en: 'english' };

export const configurationOf = (language: Language): string => configurations[language];

/** Whether the column `words` holds what was typed, in any of the languages. What looks like an operator is a word. */
export function holdsWords(typed: string): RawBuilder<boolean> {
  const queries = languages.map((language) => {
    const plain = fold(typed, language).replace(/[^\p{L}\p{N}]+/gu, ' ');
    return sql`plainto_tsquery(${configurations[language]}::regconfig, ${plain})`;
  });
  return sql<boolean>`words @@ (${sql.join(queries, sql` || `)})`;
}
