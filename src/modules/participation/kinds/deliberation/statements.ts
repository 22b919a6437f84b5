// The statements of a deliberation that people may vote on: the office's in all languages, people's as they wrote them.
import type { App } from '../../../../kernel/app.ts';
import type { Language } from '../../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../../kernel/page-key.ts';
import type { Process } from '../../process.ts';
import { publishedContributions } from '../../queries/published.ts';
import { deliberationOf } from './part.ts';

export interface ShownStatement {
  id: string;
  text(language: Language): string;
  /** In which it is written, where there is only one. */
  language?: string;
  /** Days since when it is there; of the office's, none. */
  at?: Date;
}

/** In the order in which they came; those of the definition first. */
export async function statementsOf(app: App, process: Process): Promise<ShownStatement[]> {
  const people: ShownStatement[] = [];
  let key: string | null | undefined;
  do {
    const { items, next } = await publishedContributions(app, {
      process: process.id,
      act: 'statement',
      limit: 500,
      after: readPageKey(key ?? undefined, 'instant', 'uuid'),
    });
    for (const { id, body, language, at } of items) people.push({ id, text: () => body, language, at });
    key = next;
  } while (key !== null);
  const own = deliberationOf(process).statements.map(({ id, text }): ShownStatement => ({
    id,
    text: (language) => text[language],
  }));
  return [...own, ...people.reverse()];
}
