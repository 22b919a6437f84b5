// The published contributions that a version of the text takes up.
import { sql } from 'kysely';
import type { App } from '../../../../kernel/app.ts';
import { impersonal } from '../../../../kernel/audit/personal-data.ts';

export interface TakenUp {
  id: string;
  act: string;
  anchor: string;
  shownAs: string;
  named: boolean;
  organisation: boolean;
}

/** Far more than anybody reads; the rest stands in the report. */
const mostShown = 500;

/** By versions after `from` up to `to`, oldest contribution first. */
export async function takenUp(app: App, process: string, from: number, to: number): Promise<TakenUp[]> {
  return impersonal(app, 'published', (db) =>
    db
      .selectFrom('participation.fate as fate')
      .innerJoin('participation.contribution as c', 'c.id', 'fate.contribution_id')
      .innerJoin('participation.author as author', 'author.id', 'c.author_id')
      .select(['c.id', 'c.act', 'c.anchor', 'author.shown_as as shownAs'])
      .select(['author.named', 'author.organisation'])
      .where('fate.process_id', '=', process)
      .where('fate.version', '>', from)
      .where('fate.version', '<=', to)
      .where('c.state', '=', 'published')
      .where(sql<boolean>`c.listed`)
      .orderBy('c.at')
      .orderBy('c.id')
      .limit(mostShown)
      .execute(),
  );
}
