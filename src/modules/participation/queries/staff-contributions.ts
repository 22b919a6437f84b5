// What moderation works on: what waits, what was appealed against, what has no answer yet. Each look is logged for the authors.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';

export const desks = ['waiting', 'appealed', 'unanswered'] as const;
export type Desk = (typeof desks)[number];

export interface StaffContribution {
  id: string;
  process: string;
  act: string;
  anchor: string;
  title: string;
  body: string;
  data: Record<string, unknown>;
  language: string;
  at: Date;
  state: string;
  shownAs: string;
  fate: string | null;
  reason: string | null;
  link: string | null;
  wording: string | null;
  /** Why the author asks to look once more. */
  appeal: string | null;
}

const appealed = sql<boolean>`c.state = 'hidden' and exists (select from participation.moderation m
  where m.contribution_id = c.id and m.step = 'appeal'
  and m.id = (select max(id) from participation.moderation l where l.contribution_id = c.id))`;
const onDesk = {
  waiting: sql<boolean>`c.state = 'waiting'`,
  appealed,
  unanswered: sql<boolean>`c.state = 'published' and fate.fate is null`,
};

/** Oldest first, by key; `id` for one alone. */
export async function staffContributions(
  app: App,
  actor: StaffActor,
  wanted: {
    process?: string;
    desk?: Desk;
    id?: string;
    limit: number;
    after?: readonly [string, string] | undefined;
  },
): Promise<{ items: StaffContribution[]; next: string | null }> {
  const { process, desk, id, limit, after } = wanted;
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('participation.contribution as c')
      .innerJoin('participation.author as author', 'author.id', 'c.author_id')
      .leftJoin('participation.participant as participant', 'participant.author_id', 'c.author_id')
      .leftJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .select([
        'c.id',
        'c.process_id as process',
        'c.act',
        'c.anchor',
        'c.title',
        'c.body',
        'c.data',
        'c.language',
      ])
      .select(['c.at', 'c.state', 'author.shown_as as shownAs', 'participant.account_id as account'])
      .select(['fate.fate', 'fate.reason', 'fate.link', 'fate.wording'])
      .select(
        sql<string | null>`(select reason from participation.moderation m
          where m.contribution_id = c.id and m.step = 'appeal')`.as('appeal'),
      )
      .where(sql<boolean>`c.listed`)
      .$if(process !== undefined, (query) => query.where('c.process_id', '=', process ?? ''))
      .$if(id !== undefined, (query) => query.where('c.id', '=', id ?? ''))
      .$if(desk !== undefined, (query) => query.where(onDesk[desk ?? 'waiting']))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(c.at, c.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('c.at')
      .orderBy('c.id')
      .limit(limit + 1)
      .execute();
    const items = rows.slice(0, limit);
    // What is published everyone may read; of the rest the authors see who has.
    const looked = items.filter(({ state }) => state !== 'published').flatMap(({ account }) => account ?? []);
    await tx.recordAccess(
      ...[...new Set(looked)].map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['contribution'],
        purpose: 'participation',
      })),
    );
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map(({ account: _account, data, ...item }) => ({
        ...item,
        data: data as Record<string, unknown>,
      })),
      next: pageKey(last && [last.at.toISOString(), last.id]),
    };
  });
}

/** How much lies on each desk, by process. */
export async function deskCounts(app: App): Promise<Map<string, Record<Desk, number>>> {
  const rows = await impersonal(app, 'count', (db) =>
    db
      .selectFrom('participation.contribution as c')
      .leftJoin('participation.fate as fate', 'fate.contribution_id', 'c.id')
      .select('c.process_id as process')
      .select(sql<number>`(count(*) filter (where ${onDesk.waiting}))::int`.as('waiting'))
      .select(sql<number>`(count(*) filter (where ${onDesk.appealed}))::int`.as('appealed'))
      .select(sql<number>`(count(*) filter (where ${onDesk.unanswered}))::int`.as('unanswered'))
      .where(sql<boolean>`c.listed`)
      .groupBy('c.process_id')
      .execute(),
  );
  return new Map(rows.map(({ process, ...counts }) => [process, counts]));
}
