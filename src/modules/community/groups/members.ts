// Members come and go: row and count in step, in the caller's transaction.
import { sql } from 'kysely';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { MemberRole } from './circle.ts';

interface NewMember {
  account: string;
  shownAs: string;
  role: MemberRole;
  /** Of guests. */
  guest?: { organisation: string; until: string };
}

/** @returns false where somebody was in it already; a guest's day and a member's role then stay as they are */
export async function addMember(tx: Transaction, circle: string, member: NewMember): Promise<boolean> {
  const { account, shownAs, role, guest } = member;
  const added = await tx.db
    .insertInto('community.member')
    .values({
      circle_id: circle,
      account_id: account,
      shown_as: shownAs,
      role,
      organisation: guest?.organisation ?? null,
      until: guest?.until ?? null,
      joined_at: tx.app.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['circle_id', 'account_id']).doNothing())
    .returning('account_id')
    .executeTakeFirst();
  if (!added) return false;
  await countMembers(tx, circle, 1);
  return true;
}

/** @returns false where somebody was not in it. @throws Fault COMMUNITY_LAST_MODERATOR */
export async function removeMember(
  tx: Transaction,
  circle: string,
  account: string,
  /** Whoever leaves altogether goes in any case. */
  { evenLast = false } = {},
): Promise<boolean> {
  if (!evenLast) await refuseLastModerator(tx, circle, account);
  const removed = await tx.db
    .deleteFrom('community.member')
    .where('circle_id', '=', circle)
    .where('account_id', '=', account)
    .returning('account_id')
    .executeTakeFirst();
  if (!removed) return false;
  await countMembers(tx, circle, -1);
  return true;
}

/**
 * Holds the group, so that of two moderators who go at once one stays.
 * @throws Fault COMMUNITY_LAST_MODERATOR where others would be left without one
 */
export async function refuseLastModerator(tx: Transaction, circle: string, account: string): Promise<void> {
  await tx.db.selectFrom('community.circle').select('id').where('id', '=', circle).forUpdate().execute();
  const rows = await tx.db
    .selectFrom('community.member')
    .select(['account_id as account', 'role'])
    .where('circle_id', '=', circle)
    .where((is) => is.or([is('role', '=', 'moderator'), is('account_id', '!=', account)]))
    .orderBy(sql`role = 'moderator'`, 'desc')
    .limit(3)
    .execute();
  const others = rows.filter((row) => row.account !== account);
  const moderates = rows.some((row) => row.account === account && row.role === 'moderator');
  if (moderates && others.length > 0 && !others.some(({ role }) => role === 'moderator'))
    throw new Fault('COMMUNITY_LAST_MODERATOR');
}

/** The last statement before the end, since everybody who comes or goes waits for it. */
async function countMembers(tx: Transaction, circle: string, by: number): Promise<void> {
  await tx.db
    .updateTable('community.circle')
    .set({ members: sql<number>`members + ${by}` })
    .where('id', '=', circle)
    .execute();
}
