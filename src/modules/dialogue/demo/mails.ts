// Mails that the program has made, for the demonstration's outbox: newest first, by key.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { caseOfMail } from '../mail-key.ts';

export interface SentMail {
  id: string;
  at: Date;
  recipient: string;
  subject: string;
  sentAt: Date | null;
}

const columns = ['id', 'at', 'recipient', 'subject', 'sent_at'] as const;

/** @param options.cursor key of the last one seen */
export async function sentMails(
  app: App,
  options: { cursor?: string | undefined; limit: number },
): Promise<{ items: SentMail[]; next: string | null }> {
  const seen = readPageKey(options.cursor, 'instant', 'uuid');
  let query = app.db
    .selectFrom('kernel.mail')
    .select(columns)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(options.limit + 1);
  if (seen) {
    const [at, id] = seen;
    query = query.where(
      sql<boolean>`(at < ${at}::timestamptz or (at = ${at}::timestamptz and id > ${id}::uuid))`,
    );
  }
  const rows = await impersonal(app, 'demonstration', () => query.execute());
  const shown = rows.slice(0, options.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at,
      recipient: row.recipient,
      subject: row.subject,
      sentAt: row.sent_at,
    })),
    next: pageKey(rows.length > options.limit && last ? [last.at.toISOString(), last.id] : undefined),
  };
}

/** One mail with its bytes and the case it is about; undefined for an unknown id. */
export async function mailById(
  app: App,
  id: string,
): Promise<(SentMail & { raw: Buffer; caseRef: string | undefined }) | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await impersonal(app, 'demonstration', (db) =>
    db
      .selectFrom('kernel.mail')
      .select([...columns, 'key', 'message'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  return {
    id: row.id,
    at: row.at,
    recipient: row.recipient,
    subject: row.subject,
    sentAt: row.sent_at,
    raw: row.message,
    caseRef: caseOfMail(row.key),
  };
}
