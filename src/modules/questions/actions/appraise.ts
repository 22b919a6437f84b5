// «Hat das geholfen?»: counted, and nothing else is kept: neither who nor when.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';

/** @returns false where there is no such thing */
export async function appraiseQuestion(app: App, id: string, helped: boolean): Promise<boolean> {
  const column = helped ? 'helped' : 'not_helped';
  const row = await app.db
    .updateTable('questions.published')
    .set({ [column]: sql`${sql.ref(column)} + 1` })
    .where('question_id', '=', id)
    .where('state', '=', 'answered')
    .returning('question_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns false where there is no such thing */
export async function appraiseArticle(app: App, id: string, helped: boolean): Promise<boolean> {
  const column = helped ? 'helped' : 'not_helped';
  const row = await app.db
    .updateTable('questions.article')
    .set({ [column]: sql`${sql.ref(column)} + 1` })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
