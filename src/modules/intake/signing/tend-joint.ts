// Hourly: what nobody has signed in time lapses; what was not gone on with is removed after the days that drafts are kept.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { removeUploadsOf } from '../actions/discard-draft.ts';
import { endJoint } from './decide-joint.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'tend-joint-submissions' };
const batch = 100;

export async function tendJointSubmissions(app: App): Promise<void> {
  const late = await impersonal(app, 'expire', (db) =>
    db
      .selectFrom('intake.joint_submission')
      .select('id')
      .where('state', '=', 'waiting')
      .where('waits_until', '<', app.clock.today())
      .limit(1000)
      .execute(),
  );
  for (const { id } of late)
    await transact(app, programme, (tx) => endJoint(tx, undefined, id, 'lapsed', null));
  while ((await removeSome(app)) === batch);
}

async function removeSome(app: App): Promise<number> {
  return transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    const rows = await tx.db
      .selectFrom('intake.joint_submission')
      .select('id')
      .where('remove_at', '<=', app.clock.now())
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await removeUploadsOf(tx, ids);
    // Of what became a case the key still finds the case.
    await tx.db
      .deleteFrom('intake.submission')
      .where('joint_id', 'in', ids)
      .where('case_ref', '=', '')
      .execute();
    await tx.db.deleteFrom('intake.joint_submission').where('id', 'in', ids).execute();
    return ids.length;
  });
}
