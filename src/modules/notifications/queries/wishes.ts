// How somebody wishes to be told: by mail, at once on a device, or in the account only; and in which language.
import type { Database } from '../../../kernel/db/connect.ts';
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { mayBeSwitchedOff, type NoticeKind } from '../notice-kinds.ts';

export interface Wish {
  mail: boolean;
  push: boolean;
}

/** As long as nobody has said otherwise. */
export const usualWish: Wish = { mail: true, push: false };

/** @returns by kind what differs from the usual, and the language if one was chosen */
export async function wishesOf(
  db: Database,
  account: string,
): Promise<{ kinds: Map<string, Wish>; language: Language | undefined }> {
  const setting = await db
    .selectFrom('notifications.setting')
    .select('language')
    .where('account_id', '=', account)
    .executeTakeFirst();
  const rows = await db
    .selectFrom('notifications.preference')
    .select(['kind', 'by_mail', 'by_push'])
    .where('account_id', '=', account)
    .execute();
  return {
    kinds: new Map(rows.map((row) => [row.kind, { mail: row.by_mail, push: row.by_push }])),
    language: asLanguage(setting?.language),
  };
}

/** What must be told comes by mail, whatever the wish. */
export function wishFor(kinds: ReadonlyMap<string, Wish>, kind: NoticeKind): Wish {
  const wish = kinds.get(kind) ?? usualWish;
  return mayBeSwitchedOff(kind) ? wish : { ...wish, mail: true };
}
