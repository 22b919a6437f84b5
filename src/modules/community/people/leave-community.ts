// Somebody leaves: all that says who they are goes at once, places that they held go to others, and what they wrote stays without a name.
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { withdraw } from '../events/answer-event.ts';
import { removeMember } from '../groups/members.ts';
import { countSupport } from '../ideas/idea-actions.ts';
import { holdProfile } from './begin.ts';

/** By themselves. Their last group goes without a moderator rather than keep them. */
export async function leaveCommunity(
  app: App,
  actor: Extract<Actor, { kind: 'staff' | 'person' }>,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await forgetAccount(tx, actor.id);
  });
}

/** In the caller's transaction, in an order that is the same for everybody, so that two who leave at once don't wait for each other. */
export async function forgetAccount(tx: Transaction, account: string): Promise<void> {
  const { db } = tx;
  await holdProfile(tx, account);
  const events = await db
    .selectFrom('community.event as e')
    .select(['e.id', 'e.capacity', 'e.coming', 'e.waiting'])
    .where('e.id', 'in', db.selectFrom('community.rsvp').select('event_id').where('account_id', '=', account))
    .orderBy('e.id')
    .forUpdate()
    .execute();
  for (const event of events) await withdraw(tx, event, account);
  const supported = await db
    .deleteFrom('community.support')
    .where('account_id', '=', account)
    .returning('entry_id as id')
    .execute();
  for (const { id } of supported.toSorted((a, b) => a.id.localeCompare(b.id))) await countSupport(tx, id, -1);
  const circles = await db
    .selectFrom('community.member')
    .select('circle_id as id')
    .where('account_id', '=', account)
    .orderBy('circle_id')
    .execute();
  for (const { id } of circles) await removeMember(tx, id, account, { evenLast: true });
  await db.deleteFrom('community.request').where('account_id', '=', account).execute();
  await db.deleteFrom('community.mention').where('account_id', '=', account).execute();
  await db.deleteFrom('community.report').where('account_id', '=', account).execute();
  await db.deleteFrom('community.invitation').where('account_id', '=', account).execute();
  await db.updateTable('community.entry').set({ author_id: null }).where('author_id', '=', account).execute();
  await db
    .updateTable('community.comment')
    .set({ author_id: null })
    .where('author_id', '=', account)
    .execute();
  await db
    .updateTable('community.document_version')
    .set({ author_id: null })
    .where('author_id', '=', account)
    .execute();
  await db.updateTable('community.event').set({ host_id: null }).where('host_id', '=', account).execute();
  await db.deleteFrom('community.profile').where('account_id', '=', account).execute();
}
