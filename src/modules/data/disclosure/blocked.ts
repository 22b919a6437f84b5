// Whether the disclosure of somebody's data is blocked: asked by every way on which data would go out.
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { accountNames, accountsOfSamePerson, actingForCompanies } from '../../identity/index.ts';

/**
 * Of these accounts, those whose person has blocked disclosure, by any of their accounts. The caller has logged the look at them.
 * @param context the program, or a transaction by its `tx`
 */
export async function blockedAmong(
  context: { db: Database },
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const same = await accountsOfSamePerson(context, ids);
  const all = [...new Set([...same.values()].flat())];
  if (all.length === 0) return new Set();
  const { db } = context;
  const rows = await impersonal({ db }, 'logged-before', () =>
    db
      .selectFrom('data.disclosure_block')
      .select('account_id')
      .where('account_id', 'in', all)
      .where('lifted_at', 'is', null)
      .execute(),
  );
  const blocked = new Set(rows.map((row) => row.account_id));
  return new Set(ids.filter((id) => same.get(id)?.some((each) => blocked.has(each))));
}

/**
 * Names of people who act by mandate, for whoever gave it. Whoever acts in their own name is known to the giver by the mandate; of a
 * company only the company is, so the name of its blocked representative is withheld.
 */
export async function namesForGiver(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  const names = await accountNames(app, ids);
  const blocked = await blockedAmong(app, [...names.keys()]);
  for (const id of await actingForCompanies(app, [...blocked])) names.delete(id);
  return names;
}
