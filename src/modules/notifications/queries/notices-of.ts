// What was sent to an account and what became of it, newest first, by key.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';

export type NoticeState = 'waiting' | 'retried' | 'sent' | 'failed' | 'returned' | 'account';

export interface SentNotice {
  at: Date;
  subject: string;
  state: NoticeState;
}

export async function noticesOf(
  db: Database,
  account: string,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ items: SentNotice[]; next: string | null }> {
  const seen = readPageKey(cursor, 'instant', 'uuid');
  let query = db
    .selectFrom('kernel.mail')
    .select(['id', 'at', 'subject', 'state', 'attempts'])
    .where('account_id', '=', account)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit + 1);
  if (seen) {
    const [at, id] = seen;
    query = query.where(
      sql<boolean>`(at < ${at}::timestamptz or (at = ${at}::timestamptz and id > ${id}::uuid))`,
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ at, subject, state, attempts }) => ({
      at,
      subject,
      state: state === 'waiting' && attempts > 0 ? 'retried' : (state as NoticeState),
    })),
    next: pageKey(rows.length > limit && last ? [last.at.toISOString(), last.id] : undefined),
  };
}
