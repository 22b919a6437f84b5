// Makes a print run of the letters that go by post and are not in any run yet: rows now, the PDF by a job.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { waitingLetters } from '../queries/waiting-letters.ts';
import { logPost } from './log-post.ts';

/** More letters than this go in the next run, so that none is too large to print or to hold in memory. */
export const mostLetters = 500;

/**
 * For the unit of the actor and those below it. Two clerks who press at once get one run with every letter in it.
 * @returns id of the run; undefined when no letter waits
 */
export async function makePostalRun(app: App, actor: StaffActor): Promise<string | undefined> {
  return transact(app, actor, async (tx) => {
    // Others wait here; then they find that the letters are in this run already.
    await sql`select pg_advisory_xact_lock(hashtext('cases.postal_run'))`.execute(tx.db);
    const letters = await waitingLetters(tx.db, app, actor, { address: true, limit: mostLetters });
    if (letters.length === 0) {
      await tx.recordAccess();
      return undefined;
    }
    const day = app.clock.today();
    const { count } = await tx.db
      .selectFrom('cases.postal_run')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('unit', '=', actor.unit)
      .where('day', '=', day)
      .executeTakeFirstOrThrow();
    const run = await tx.db
      .insertInto('cases.postal_run')
      .values({
        unit: actor.unit,
        day,
        number: Number(count) + 1,
        made_at: app.clock.now(),
        made_by: actor.id,
        letters: letters.length,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('cases.postal_letter')
      .values(letters.map(({ id }, index) => ({ document_id: id, run_id: run.id, position: index + 1 })))
      .execute();
    await logPost(tx, letters);
    await tx.emit({
      type: 'post.run-made',
      subject: run.id,
      data: { unit: actor.unit, letters: letters.length },
    });
    await tx.queue('cases.render-postal-run', { run: run.id }, { key: `postal-${run.id}` });
    return run.id;
  });
}
