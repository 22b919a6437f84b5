// Saves a draft: a new one once, an existing one where nobody has changed it since; what was to appear by itself waits again.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { columnsOfContent, sameContent, type Content } from '../item.ts';
import { holdItem, noteStep, takeStep, type Seen } from './take-step.ts';

/**
 * @param id made with the form: sent twice, it begins one draft
 * @throws Fault SENT_BEFORE when the same form was sent with something else in it
 */
export async function beginNews(app: App, staff: StaffActor, id: string, content: Content): Promise<void> {
  await transact(app, staff, async (tx) => {
    const now = app.clock.now();
    const row = await tx.db
      .insertInto('news.item')
      .values({
        ...columnsOfContent(content),
        id,
        state: 'draft',
        revision: 1,
        written_by: staff.id,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row) return noteStep(tx, { id, revision: 1 }, 'created', staff, content);
    const before = await holdItem(tx, id);
    if (before.writtenBy !== staff.id || !sameContent(before, content)) throw new Fault('SENT_BEFORE');
  });
}

/** @throws Fault REVISION_CONFLICT; NEWS_NOT_POSSIBLE for what was published: that is corrected */
export async function saveNews(app: App, staff: StaffActor, seen: Seen, content: Content): Promise<void> {
  await takeStep(
    app,
    staff,
    seen,
    'saved',
    (item) => {
      if (item.state !== 'draft' && item.state !== 'scheduled') throw new Fault('NEWS_NOT_POSSIBLE');
      return {
        ...columnsOfContent(content),
        state: 'draft',
        written_by: staff.id,
        // It was approved as it was.
        approved_by: null,
        publish_at: null,
      };
    },
    { content },
  );
}

/** Deletes a draft with its history; what was public stays. @throws Fault NOT_FOUND where it is gone already */
export async function discardNews(app: App, staff: StaffActor, seen: Seen): Promise<void> {
  await transact(app, staff, async (tx) => {
    const item = await holdItem(tx, seen.id);
    if (item.revision !== seen.revision) throw new Fault('REVISION_CONFLICT');
    if (item.state !== 'draft') throw new Fault('NEWS_NOT_POSSIBLE');
    await tx.db.deleteFrom('news.item').where('id', '=', seen.id).execute();
  });
}
