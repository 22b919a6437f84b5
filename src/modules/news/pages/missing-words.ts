// What a draft lacks before it may appear, in words.
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { missing, type Content, type Part } from '../item.ts';
import { newsTexts } from '../news-texts.ts';

export const partName = (t: ReturnType<typeof newsTexts>, part: Part): string =>
  t(part === 'lead' ? 'editor.leadText' : `editor.${part}`);

export function missingWords(content: Content, language: Language): string[] {
  const t = newsTexts(language);
  const { texts, facets } = missing(content);
  return [
    ...languages.flatMap((each) => {
      const lacking = texts[each];
      if (!lacking) return [];
      return [`${t(`language.${each}`)}: ${lacking.map((part) => partName(t, part)).join(', ')}`];
    }),
    ...facets.map((facet) => t(`editor.${facet as 'topics'}`)),
  ];
}
