// What the next version of a text changes so far; nobody's data, and not public before it is published.
import type { Database } from '../../../../../kernel/db/connect.ts';
import type { Paragraph } from '../part.ts';
import type { DraftParagraph } from './next-text.ts';

/** In the order in which they were begun. */
export async function draftOf(db: Database, process: string): Promise<DraftParagraph[]> {
  const rows = await db
    .selectFrom('participation.text_draft')
    .select(['anchor', 'paragraph', 'follows', 'revision'])
    .where('process_id', '=', process)
    .orderBy('begun_at')
    .orderBy('anchor')
    .execute();
  return rows.map((row) => ({ ...row, paragraph: row.paragraph as unknown as Paragraph | null }));
}
