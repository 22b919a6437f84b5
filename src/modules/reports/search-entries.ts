// Makes what can be reported findable: each category by its names and everyday words, in four languages.
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { indexForSearch, type SearchEntry } from '../catalogue/index.ts';
import type { Category } from './category.ts';
import { reportsOf } from './reports-state.ts';
import { reportsTexts } from './reports-texts.ts';

const entry = (category: Category): SearchEntry => ({
  id: category.id,
  url: `/melden?art=${category.id}`,
  texts: Object.fromEntries(
    languages.map((language) => [
      language,
      {
        title: reportsTexts(language)('details.title', { category: category.name[language] }),
        summary: category.description[language],
        keywords: category.keywords[language],
        text: '',
      },
    ]),
  ),
});

export const indexReports = (app: App): Promise<boolean> =>
  indexForSearch(app, 'reports', 0.7, reportsOf(app).categories.map(entry));
