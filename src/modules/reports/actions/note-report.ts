// Another system says something about a report: it waits to be looked at; that it is not fixed brings it back to its unit.
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { RewrittenPhoto } from '../../../kernel/files/rewrite-photo.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isClosed } from '../states.ts';
import { addStep } from './add-step.ts';
import { holdReport } from './hold-report.ts';
import { reopenReport } from './reopen-report.ts';
import { keepPhotos } from './store-photos.ts';

export interface Note {
  note: string;
  /** It says that the matter is open. Whether it is fixed says its unit alone. */
  opens: boolean;
  photos: readonly RewrittenPhoto[];
  sentId: string;
}

/** @returns id of the step @throws Fault NOT_FOUND, REPORT_MERGED, REPORT_REOPEN_OVER */
export async function noteReport(app: App, actor: Actor, id: number, wanted: Note): Promise<number> {
  const closed = await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await holdReport(tx, id);
    return isClosed(held.state);
  });
  if (wanted.opens && closed) {
    const { note, sentId, photos } = wanted;
    await reopenReport(app, actor, id, { note, sentId, photos, saidBy: 'public' });
  } else await addNote(app, actor, id, wanted);
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const step = await tx.db
      .selectFrom('reports.step')
      .select('id')
      .where('sent_id', '=', wanted.sentId)
      .executeTakeFirstOrThrow();
    return step.id;
  });
}

async function addNote(app: App, actor: Actor, id: number, { note, photos, sentId }: Note): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await holdReport(tx, id);
    const before = await tx.db
      .selectFrom('reports.step')
      .select('id')
      .where('sent_id', '=', sentId)
      .executeTakeFirst();
    if (before) return;
    if (held.mergedInto !== null) throw new Fault('REPORT_MERGED');
    const step = await addStep(tx, {
      ...{ report: id, kind: 'noted', state: held.state, unit: held.unit, note, saidBy: 'public' },
      ...{ shown: 'waiting', sentId },
    });
    await keepPhotos(tx, photos, { report: id, step, state: 'waiting' });
    // A page of staff from before this does not hide unseen what it has not shown.
    await tx.db
      .updateTable('reports.report')
      .set({ to_check: true, updated_at: app.clock.now() })
      .where('id', '=', id)
      .execute();
    await tx.emit({ type: 'report.noted', subject: String(id), data: { unit: held.unit } });
  });
}
