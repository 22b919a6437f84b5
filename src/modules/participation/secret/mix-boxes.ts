// participation.mix: writes whole boxes anew, so that no part of them tells any more which ballots came later than others.
import { sql } from 'kysely';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { allProcesses } from '../queries/processes.ts';
import { lockBox } from './put-into-box.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'participation.mix' };

/** Does nothing where all of a box was written by one transaction. Nothing is ever away: others see the old rows until it is done. */
export async function mixBoxes(app: App): Promise<void> {
  let mixed = false;
  for (const { id, ballots } of allProcesses(app)) {
    if (ballots !== 'secret') continue;
    await transact(app, programme, async (tx) => {
      await lockBox(tx.db, id);
      const { rows } = await sql<{ parts: number }>`select count(distinct xmin::text)::int as parts
        from participation.ballot where process_id = ${id}`.execute(tx.db);
      if ((rows[0]?.parts ?? 0) < 2) return;
      mixed = true;
      await sql`with taken as (delete from participation.ballot where process_id = ${id} returning *)
        insert into participation.ballot select * from taken order by process_id, pseudonym`.execute(tx.db);
    });
  }
  // The old rows go from the files, too; a transaction can't do that.
  if (mixed) await sql`vacuum participation.ballot`.execute(app.db);
}
