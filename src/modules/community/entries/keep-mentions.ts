// Keeps who was called in a text: members of the group, or whoever takes part among staff where it is an idea.
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Participant } from '../permissions.ts';
import { calledNames } from './mentions.ts';

/** Of one text. */
const most = 20;

/** Nobody is called by themselves, and nobody twice by the same text. Only those who may read it are called. */
export async function keepMentions(
  tx: Transaction,
  actor: Participant,
  where: { circle: string | null; entry: string; source: string; text: string },
): Promise<void> {
  const names = calledNames(where.text);
  if (names.length === 0) return;
  const isCalled = sql<boolean>`lower(shown_as) = any(${names}::text[])`;
  const staff = tx.db
    .selectFrom('community.profile')
    .select('account_id as account')
    .where('guest', '=', false);
  const members = tx.db
    .selectFrom('community.member')
    .select('account_id as account')
    .where('circle_id', '=', where.circle ?? '');
  const found = await (where.circle === null
    ? staff.where(isCalled).orderBy('account_id').limit(most).execute()
    : members.where(isCalled).orderBy('account_id').limit(most).execute());
  const rows = found.filter(({ account }) => account !== actor.id);
  if (rows.length === 0) return;
  await tx.db
    .insertInto('community.mention')
    .values(
      rows.map(({ account }) => ({
        account_id: account,
        source_id: where.source,
        entry_id: where.entry,
        at: tx.app.clock.now(),
      })),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'source_id']).doNothing())
    .execute();
}
