// The blocks of one person, newest first, of all their accounts.
import type { Database } from '../../../kernel/db/connect.ts';
import { accountsOfSamePerson } from '../../identity/index.ts';

export interface DisclosureBlock {
  setAt: Date;
  /** At the counter; otherwise by the person. */
  setAtCounter: boolean;
  liftedAt: Date | null;
  liftedAtCounter: boolean;
}

/** The caller answers: own data, or a look that is logged. */
export async function blocksOf(db: Database, accountId: string): Promise<DisclosureBlock[]> {
  const accounts = (await accountsOfSamePerson({ db }, [accountId])).get(accountId) ?? [accountId];
  const rows = await db
    .selectFrom('data.disclosure_block')
    .select(['set_at', 'set_by', 'lifted_at', 'lifted_by'])
    .where('account_id', 'in', accounts)
    .orderBy('set_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    setAt: row.set_at,
    setAtCounter: row.set_by !== null,
    liftedAt: row.lifted_at,
    liftedAtCounter: row.lifted_by !== null,
  }));
}

/** Since when it holds; undefined: it does not. */
export const runningSince = (blocks: readonly DisclosureBlock[]): Date | undefined =>
  blocks.findLast(({ liftedAt }) => liftedAt === null)?.setAt;
