// Who works on an initiative: colleagues by their account; each change and each look is in their access log.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById, accountNames } from '../../identity/index.ts';
import { requireEdit } from '../permissions.ts';
import { initiativeById } from '../queries/initiatives.ts';
import { holdInitiative, touch } from './take-step.ts';

const purpose = 'initiatives';
const fields = ['name', 'initiative'];

export interface Member {
  id: string;
  name: string;
  task: string;
  since: Date;
}

/** Adds somebody, or says another task. @throws Fault FORBIDDEN, NOT_FOUND for somebody who does not work for the canton */
export async function addMember(
  app: App,
  staff: StaffActor,
  { initiative: id, account, task }: { initiative: string; account: string; task: string },
): Promise<void> {
  const found = await accountById(app, account);
  if (found?.kind !== 'staff') throw new Fault('NOT_FOUND');
  await transact(app, staff, async (tx) => {
    const initiative = await holdInitiative(tx, id);
    requireEdit(app, staff, initiative.unit);
    await tx.db
      .insertInto('initiatives.member')
      .values({ initiative_id: id, account_id: account, task, since: app.clock.now() })
      .onConflict((conflict) => conflict.columns(['initiative_id', 'account_id']).doUpdateSet({ task }))
      .execute();
    await tx.recordAccess({ kind: 'change', subject: account, fields, purpose });
    await touch(tx, initiative, 'joined', staff);
  });
}

/** Whoever is named may leave by themselves. Left twice, they are gone once. @throws Fault FORBIDDEN, NOT_FOUND */
export async function removeMember(
  app: App,
  staff: StaffActor,
  { initiative: id, account }: { initiative: string; account: string },
): Promise<void> {
  await transact(app, staff, async (tx) => {
    const initiative = await holdInitiative(tx, id);
    if (account !== staff.id) requireEdit(app, staff, initiative.unit);
    const removed = await tx.db
      .deleteFrom('initiatives.member')
      .where('initiative_id', '=', id)
      .where('account_id', '=', account)
      .returning('account_id')
      .executeTakeFirst();
    if (!removed) return tx.recordAccess();
    await tx.recordAccess({ kind: 'change', subject: account, fields, purpose });
    await touch(tx, initiative, 'left', staff);
  });
}

const mostMembers = 100;

/** For colleagues; logged for each who is shown. @throws Fault NOT_FOUND */
export async function teamOf(app: App, staff: StaffActor, id: string): Promise<Member[]> {
  if (!(await initiativeById(app.db, id))) throw new Fault('NOT_FOUND');
  const rows = await readPersonal(app, staff, async (tx) => {
    const members = await tx.db
      .selectFrom('initiatives.member')
      .select(['account_id', 'task', 'since'])
      .where('initiative_id', '=', id)
      .orderBy('account_id')
      .limit(mostMembers)
      .execute();
    if (members.length === 0) return undefined;
    return {
      value: members,
      access: members.map(({ account_id }) => ({ subject: account_id, fields, purpose })),
    };
  });
  if (!rows) return [];
  const names = await accountNames(
    app,
    rows.map(({ account_id }) => account_id),
  );
  return rows.flatMap(({ account_id, task, since }) => {
    const name = names.get(account_id);
    // Whoever has left the canton’s service has no account any more.
    return name === undefined ? [] : [{ id: account_id, name, task, since }];
  });
}
