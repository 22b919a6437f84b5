// Staff have looked at what was written and photographed: what everyone may see is shown, the rest is kept from view.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { holdAtDesk } from './act-on-report.ts';
import { recordFor } from './record-for.ts';

export interface Checked {
  /** Whether the words are shown, and as what: staff take out what concerns others. */
  words: { shown: boolean; text: string };
  /** Photos and steps that are shown; whatever else waits is hidden. */
  photos: readonly string[];
  steps: readonly number[];
}

/** @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT */
export async function checkWords(
  app: App,
  actor: StaffActor,
  id: number,
  seen: string,
  { words, photos, steps }: Checked,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const held = await holdAtDesk(tx, actor, id, seen);
    const now = app.clock.now();
    const written = await tx.db
      .selectFrom('reports.words')
      .select('text')
      .where('report_id', '=', id)
      .executeTakeFirst();
    await tx.db
      .updateTable('reports.words')
      .set({
        state: words.shown ? 'shown' : 'hidden',
        public_text: written && written.text !== words.text ? words.text : null,
      })
      .where('report_id', '=', id)
      // What was decided before stays: this look may be about a later photo or step alone.
      .where('state', '=', 'waiting')
      .execute();
    for (const [state, which] of [
      ['shown', photos],
      ['hidden', undefined],
    ] as const)
      await tx.db
        .updateTable('reports.photo')
        .set({ state })
        .where('report_id', '=', id)
        .where('state', '=', 'waiting')
        .$if(which !== undefined, (query) => query.where('file_id', 'in', [noUuid, ...(which ?? [])]))
        .execute();
    for (const [shown, which] of [
      ['shown', steps],
      ['hidden', undefined],
    ] as const)
      await tx.db
        .updateTable('reports.step')
        .set({ shown })
        .where('report_id', '=', id)
        .where('shown', '=', 'waiting')
        .$if(which !== undefined, (query) => query.where('id', 'in', [0, ...(which ?? [])]))
        .execute();
    await tx.db
      .updateTable('reports.report')
      .set({ to_check: false, updated_at: now })
      .where('id', '=', id)
      .execute();
    await tx.emit({
      type: 'report.checked',
      subject: String(id),
      data: { unit: held.unit, shown: words.shown },
    });
    await recordFor(tx, id);
  });
}

/** A list in SQL is never empty. */
const noUuid = '00000000-0000-0000-0000-000000000000';
