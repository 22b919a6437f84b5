// When the program starts: a correction ends where the canton's file says something else than when it was made. The file is right.
import type { App } from '../../../kernel/app.ts';
import { correctableOf } from '../correctable.ts';
import { lockDirectory, publishDirectory } from '../directory.ts';

/** Safe to run in several processes at once. A thing that has gone from the files keeps its history; it is shown nowhere. */
export async function endOvertaken(app: App): Promise<void> {
  await app.db.transaction().execute(async (db) => {
    await lockDirectory(db);
    const rows = await db
      .selectFrom('contact.correction')
      .select(['id', 'kind', 'subject', 'field', 'file_value as fileValue'])
      .where('ended_at', 'is', null)
      .execute();
    const ended = rows.filter(({ kind, subject, field, fileValue }) => {
      const thing = correctableOf(app, kind)?.find(app, subject);
      return thing !== undefined && thing.inFile(field) !== fileValue;
    });
    if (ended.length === 0) return;
    await db
      .updateTable('contact.correction')
      .set({ ended_at: app.clock.now(), ended_why: 'file' })
      .where(
        'id',
        'in',
        ended.map(({ id }) => id),
      )
      .execute();
    await publishDirectory(app, db);
  });
  await app.live.refresh();
}
