// What moderation looks at: open reports with the text, and the log, which names nobody.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { Participant } from '../permissions.ts';
import { logTexts } from './log-texts.ts';

export interface OpenReport {
  entry: string;
  source: string;
  text: string;
  reason: string;
  at: Date;
}

/** Oldest first, of one group or (null) of ideas; each look is logged for those who wrote the texts. */
export async function openReports(
  app: App,
  actor: Participant,
  circle: string | null,
  { limit, after }: { limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: OpenReport[]; next: string | null }> {
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('community.report as r')
      .innerJoin('community.entry as e', 'e.id', 'r.entry_id')
      .leftJoin('community.comment as c', 'c.id', 'r.source_id')
      .select(['r.entry_id as entry', 'r.source_id as source', 'r.reason', 'r.at'])
      .select(['e.title', 'c.body', 'c.author_id as commentBy', 'e.author_id as entryBy'])
      .where('r.circle_id', circle === null ? 'is' : '=', circle)
      .where('r.done_at', 'is', null)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(r.at, r.source_id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('r.at')
      .orderBy('r.source_id')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const authors = page.map(({ commentBy, entryBy, body }) => (body === null ? entryBy : commentBy));
    await logTexts(tx, 'read', authors);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ entry, source, title, body, reason, at }) => ({
        ...{ entry, source, reason, at },
        text: body ?? title,
      })),
      next: pageKey(last && [last.at.toISOString(), last.source]),
    };
  });
}

export interface LoggedStep {
  id: string;
  step: string;
  rule: string | null;
  reason: string;
  at: Date;
}

/** Newest first, by number. */
export async function moderationLog(
  app: App,
  circle: string | null,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: LoggedStep[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('community.moderation')
    .select(['id', 'step', 'rule', 'reason', 'at'])
    .where('circle_id', circle === null ? 'is' : '=', circle)
    .$if(after !== undefined, (query) => query.where(sql<boolean>`id < ${after}::bigint`))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map((row) => ({ ...row, id: String(row.id) }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.id]) };
}
