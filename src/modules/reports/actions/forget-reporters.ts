// reports.forget: some time after a report has ended nobody can say any more who has reported it, or whom it concerned.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { removeFiles } from '../../../kernel/files/remove-files.ts';
import { transact } from '../../../kernel/transaction.ts';
import { reportsOf } from '../reports-state.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'reports.forget' };
const dayLength = 86_400_000;

/** After the day on which it could last be reopened. */
export const forgetDays = (app: App): number => reportsOf(app).reopenDays + reportsOf(app).forgetDays;

/** Addresses that nobody has confirmed go after as many days. */
export const unconfirmedDays = 14;

export async function forgetReporters(app: App): Promise<void> {
  const now = app.clock.now().getTime();
  const ended = new Date(now - forgetDays(app) * dayLength);
  const unconfirmed = new Date(now - unconfirmedDays * dayLength);
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    const over = tx.db.selectFrom('reports.report').select('id').where('closed_at', '<', ended);
    await tx.db.deleteFrom('reports.reporter').where('report_id', 'in', over).execute();
    await tx.db
      .deleteFrom('reports.reporter')
      .where('confirmed_at', 'is', null)
      .where('since', '<', unconfirmed)
      .execute();
    await tx.db.deleteFrom('reports.support').where('report_id', 'in', over).execute();
    // What was never shown is nobody's any more; words between the unit and whoever has reported go with them.
    await tx.db
      .deleteFrom('reports.words')
      .where('report_id', 'in', over)
      .where('state', '<>', 'shown')
      .execute();
    await tx.db
      .updateTable('reports.step')
      .set({ note: '' })
      .where('report_id', 'in', over)
      .where('shown', 'in', ['private', 'hidden'])
      .where('note', '<>', '')
      .execute();
    const photos = await tx.db
      .selectFrom('reports.photo')
      .select('file_id')
      .where('report_id', 'in', over)
      .where('state', '<>', 'shown')
      .execute();
    await removeFiles(
      tx.db,
      photos.map(({ file_id }) => file_id),
    );
  });
}
