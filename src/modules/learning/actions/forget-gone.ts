// What somebody has learnt goes with their account: whoever has none any more leaves no completion, no certificate and no try.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountNames } from '../../identity/index.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'learning.clean' };
const portion = 500;

/** Goes through everybody who has learnt something, portion by portion. The database refuses to delete what is of an account that stays. */
export async function forgetGone(app: App): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const from = after;
    const staff = await impersonal(app, 'expire', (db) =>
      db
        .selectFrom('learning.completion')
        .select('staff_id as id')
        .where('staff_id', '>', from)
        .union(db.selectFrom('learning.reading').select('staff_id as id').where('staff_id', '>', from))
        .union(db.selectFrom('learning.attempt').select('staff_id as id').where('staff_id', '>', from))
        .orderBy('id')
        .limit(portion)
        .execute(),
    );
    const ids = staff.map(({ id }) => id);
    const known = await accountNames(app, ids);
    for (const id of ids.filter((each) => !known.has(each)))
      await transact(app, programme, async (tx) => {
        tx.impersonal('expire');
        // A certificate points to its completion.
        await tx.db.deleteFrom('learning.certificate').where('staff_id', '=', id).execute();
        await tx.db.deleteFrom('learning.completion').where('staff_id', '=', id).execute();
        await tx.db.deleteFrom('learning.reading').where('staff_id', '=', id).execute();
        await tx.db.deleteFrom('learning.attempt').where('staff_id', '=', id).execute();
      });
    const last = ids.at(-1);
    if (last === undefined || ids.length < portion) return;
    after = last;
  }
}
