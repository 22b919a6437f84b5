// Wordings that were taken up of suggestions on a paragraph and stand in no version yet.
import type { App } from '../../../../../kernel/app.ts';
import { impersonal } from '../../../../../kernel/audit/personal-data.ts';
import type { Language } from '../../../../../kernel/i18n/texts.ts';
import { languageOf } from '../language-of.ts';

export interface TakenWording {
  id: string;
  wording: string;
  language: Language;
  who: string;
}

const mostShown = 20;

export async function takenWordings(app: App, process: string, anchor: string): Promise<TakenWording[]> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('participation.contribution as c')
      .innerJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .innerJoin('participation.author as author', 'author.id', 'c.author_id')
      .select(['c.id', 'c.language', 'fate.wording', 'author.shown_as as who'])
      .where('c.process_id', '=', process)
      .where('c.anchor', '=', anchor)
      .where('c.listed', '=', true)
      .where('c.state', '=', 'published')
      .where('fate.fate', 'in', ['taken', 'partly'])
      .where('fate.wording', 'is not', null)
      .where('fate.version', 'is', null)
      .orderBy('c.at')
      .orderBy('c.id')
      .limit(mostShown)
      .execute(),
  );
  return rows.flatMap(({ id, language, wording, who }) =>
    wording === null ? [] : [{ id, wording, who, language: languageOf({ language }) }],
  );
}
