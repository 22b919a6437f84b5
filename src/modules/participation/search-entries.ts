// Makes processes findable: title, summary, what the kind adds, in four languages.
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { indexForSearch, type SearchEntry } from '../catalogue/index.ts';
import { kindOf } from './kinds/all.ts';
import type { Process } from './process.ts';
import { allProcesses } from './queries/processes.ts';

const entry = (process: Process): SearchEntry => {
  const kind = kindOf(process.kind);
  return {
    id: process.id,
    url: `/mitreden/${process.id}`,
    texts: Object.fromEntries(
      languages.map((language) => [
        language,
        {
          title: process.title[language],
          summary: process.summary[language],
          keywords: kind.name[language],
          text: kind.searchText?.(process, language) ?? '',
        },
      ]),
    ),
  };
};

export const indexProcesses = (app: App): Promise<boolean> =>
  indexForSearch(app, 'participation', 0.9, allProcesses(app).map(entry));
