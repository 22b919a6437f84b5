// Keeps how somebody wishes to be told; what is as usual needs no row.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { chosenKinds, type ChosenKind } from '../notice-kinds.ts';
import { usualWish, type Wish } from '../queries/wishes.ts';

export async function keepWishes(
  tx: Transaction,
  account: string,
  wishes: ReadonlyMap<ChosenKind, Wish>,
  language: Language | undefined,
): Promise<void> {
  await tx.db.deleteFrom('notifications.preference').where('account_id', '=', account).execute();
  const rows = chosenKinds.flatMap((kind) => {
    const { mail, push } = wishes.get(kind) ?? usualWish;
    const usual = mail === usualWish.mail && push === usualWish.push;
    return usual ? [] : [{ account_id: account, kind, by_mail: mail, by_push: push }];
  });
  if (rows.length > 0) await tx.db.insertInto('notifications.preference').values(rows).execute();
  const set = { language: language ?? null };
  await tx.db
    .insertInto('notifications.setting')
    .values({ account_id: account, ...set })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(set))
    .execute();
}
