// Makes processes findable: title, summary, what the kind adds, in four languages.
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { indexForSearch, type SearchEntry } from '../catalogue/index.ts';
import { kindOf } from './kinds/all.ts';
import type { Process } from './process.ts';
import { allProcesses } from './queries/processes.ts';

async function entry(app: App, process: Process): Promise<SearchEntry> {
  const kind = kindOf(process.kind);
  const kept = await kind.keptText?.(app, process);
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
          text: kept?.(language) ?? kind.searchText?.(process, language) ?? '',
        },
      ]),
    ),
  };
}

export async function indexProcesses(app: App): Promise<boolean> {
  const entries = await Promise.all(allProcesses(app).map((process) => entry(app, process)));
  return indexForSearch(app, 'participation', 0.9, entries);
}
