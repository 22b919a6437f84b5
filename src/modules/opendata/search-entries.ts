// Makes data sets findable by their names, everyday words and what their columns mean.
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { indexForSearch, type SearchEntry } from '../catalogue/index.ts';
import { openSets, wordsOf } from './sets.ts';

/** Whoever wants to do something must not find data first. */
const weight = 0.5;

export const indexSets = (app: App): Promise<boolean> =>
  indexForSearch(
    app,
    'data',
    weight,
    openSets(app).map((set): SearchEntry => ({
      id: set.id,
      url: `/daten/${set.id}`,
      texts: Object.fromEntries(
        languages.map((language) => [
          language,
          {
            title: wordsOf(set, language, 'title'),
            summary: wordsOf(set, language, 'description'),
            keywords: wordsOf(set, language, 'keywords'),
            text: set.columns.map(({ name }) => wordsOf(set, language, name)).join(' '),
          },
        ]),
      ),
    })),
  );
