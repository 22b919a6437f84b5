// Ideas by key, newest first, by stage; and all that is known of one beside its text.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { Judgement, Stage } from './idea.ts';

export interface ListedIdea {
  id: string;
  title: string;
  body: string;
  language: string;
  author: string | null;
  at: Date;
  stage: Stage;
  supports: number;
  comments: number;
}

export async function ideas(
  app: App,
  {
    stage,
    limit,
    after,
  }: { stage?: Stage | undefined; limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: ListedIdea[]; next: string | null }> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('community.idea as i')
      .innerJoin('community.entry as e', 'e.id', 'i.entry_id')
      .select(['e.id', 'e.title', 'e.body', 'e.language', 'e.author_id as author', 'i.at', 'i.stage'])
      .select(['i.supports', 'e.comments'])
      .where('e.state', '=', 'shown')
      .$if(stage !== undefined, (query) => query.where('i.stage', '=', stage ?? ''))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(i.at, i.entry_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('i.at', 'desc')
      .orderBy('i.entry_id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map((row) => ({ ...row, stage: row.stage as Stage }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.at.toISOString(), last.id]) };
}

export interface IdeaState {
  stage: Stage;
  supports: number;
  answer: string;
  unit: string | null;
  answeredAt: Date | null;
  link: string;
  revision: number;
  sources: string[];
  judgements: (Judgement & { unit: string })[];
  /** Whether whoever looks supports it. */
  own: boolean;
}

/** Undefined where the entry is no idea. */
export async function ideaState(app: App, actor: StaffActor, id: string): Promise<IdeaState | undefined> {
  const row = await app.db
    .selectFrom('community.idea')
    .select(['stage', 'supports', 'answer', 'unit', 'answered_at as answeredAt', 'link', 'revision'])
    .where('entry_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const sources = await app.db
    .selectFrom('community.idea_source')
    .select('path')
    .where('entry_id', '=', id)
    .orderBy('path')
    .execute();
  const judgements = await app.db
    .selectFrom('community.judgement')
    .select(['criterion', 'points', 'reason', 'unit'])
    .where('entry_id', '=', id)
    .execute();
  const own = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.support')
      .select('at')
      .where('entry_id', '=', id)
      .where('account_id', '=', actor.id)
      .executeTakeFirst(),
  );
  return {
    ...row,
    stage: row.stage as Stage,
    sources: sources.map(({ path }) => path),
    judgements,
    own: own !== undefined,
  };
}

/** Ideas that have come from a page of this site, e.g. from a contribution. */
export async function ideasFrom(app: App, path: string): Promise<{ id: string; title: string }[]> {
  return impersonal(app, 'published', (db) =>
    db
      .selectFrom('community.idea_source as s')
      .innerJoin('community.entry as e', 'e.id', 's.entry_id')
      .select(['e.id', 'e.title'])
      .where('s.path', '=', path)
      .where('e.state', '=', 'shown')
      .orderBy('e.at')
      .limit(10)
      .execute(),
  );
}
