// Staff join an open group or ask to come into a closed one; members leave; moderators let in, send out, and make moderators.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { Participant } from '../permissions.ts';
import { begin } from '../people/begin.ts';
import { addMember, refuseLastModerator, removeMember } from './members.ts';
import { sightIn } from './sight.ts';

/** @returns whether one is in it now; of a closed group its moderators are asked. @throws Fault NOT_FOUND */
export async function joinGroup(app: App, actor: StaffActor, circle: string): Promise<'joined' | 'asked'> {
  if (!isUuid(circle)) throw new Fault('NOT_FOUND');
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const found = await tx.db
      .selectFrom('community.circle')
      .select('open')
      .where('id', '=', circle)
      .executeTakeFirst();
    if (!found) throw new Fault('NOT_FOUND');
    await begin(tx, actor);
    if (found.open) {
      await addMember(tx, circle, { account: actor.id, shownAs: actor.name, role: 'member' });
      return 'joined';
    }
    const member = await tx.db
      .selectFrom('community.member')
      .select('role')
      .where('circle_id', '=', circle)
      .where('account_id', '=', actor.id)
      .executeTakeFirst();
    if (member) return 'joined';
    const asked = await tx.db
      .insertInto('community.request')
      .values({ circle_id: circle, account_id: actor.id, shown_as: actor.name, at: app.clock.now() })
      .onConflict((conflict) => conflict.columns(['circle_id', 'account_id']).doNothing())
      .returning('account_id')
      .executeTakeFirst();
    if (asked)
      await tx.emit({ type: 'group.asked', subject: circle, data: { at: app.clock.now().toISOString() } });
    return 'asked';
  });
}

/** @throws Fault NOT_FOUND, COMMUNITY_LAST_MODERATOR */
export async function leaveGroup(app: App, actor: Participant, circle: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await sightIn(tx, actor, circle);
    await removeMember(tx, circle, actor.id);
  });
}

export type MemberStep = 'accept' | 'refuse' | 'remove' | 'make-moderator' | 'make-member';

/** By a moderator of the group. @throws Fault NOT_FOUND, FORBIDDEN, COMMUNITY_NOT_NOW, COMMUNITY_LAST_MODERATOR */
export async function changeMember(
  app: App,
  actor: StaffActor,
  circle: string,
  account: string,
  step: MemberStep,
): Promise<void> {
  if (!isUuid(account)) throw new Fault('NOT_FOUND');
  await transact(app, actor, async (tx) => {
    const sight = await sightIn(tx, actor, circle);
    if (sight.role !== 'moderator') throw new Fault('FORBIDDEN');
    await tx.recordAccess({ kind: 'change', subject: account, fields: ['membership'], purpose: 'community' });
    if (step === 'accept' || step === 'refuse') return decideRequest(tx, circle, account, step);
    if (step === 'remove') {
      if (!(await removeMember(tx, circle, account))) throw new Fault('COMMUNITY_NOT_NOW');
      return;
    }
    if (step === 'make-member') await refuseLastModerator(tx, circle, account);
    const changed = await tx.db
      .updateTable('community.member')
      .set({ role: step === 'make-moderator' ? 'moderator' : 'member' })
      .where('circle_id', '=', circle)
      .where('account_id', '=', account)
      // Guests stay guests.
      .where('role', '=', step === 'make-moderator' ? 'member' : 'moderator')
      .returning('role')
      .executeTakeFirst();
    if (!changed) throw new Fault('COMMUNITY_NOT_NOW');
  });
}

async function decideRequest(
  tx: Transaction,
  circle: string,
  account: string,
  step: 'accept' | 'refuse',
): Promise<void> {
  const request = await tx.db
    .deleteFrom('community.request')
    .where('circle_id', '=', circle)
    .where('account_id', '=', account)
    .returning('shown_as as shownAs')
    .executeTakeFirst();
  if (!request) throw new Fault('COMMUNITY_NOT_NOW');
  if (step === 'accept') await addMember(tx, circle, { account, shownAs: request.shownAs, role: 'member' });
  await tx.emit({
    type: 'group.decided',
    subject: circle,
    data: { account, accepted: step === 'accept', at: tx.app.clock.now().toISOString() },
  });
}
