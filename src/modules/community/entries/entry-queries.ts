// What is written, to those who may read it: lists by key, one entry with its comments. Hidden texts are shown to moderators only, and logged.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { stillInside } from '../groups/still-inside.ts';
import type { Participant } from '../permissions.ts';
import type { Comment, Entry, EntryKind, ListedEntry } from './entry.ts';
import { entrySightIn, type EntrySight } from './entry-sight.ts';
import { logTexts } from './log-texts.ts';

const columns = [
  'e.id',
  'e.kind',
  'e.author_id as author',
  'e.title',
  'e.body',
  'e.language',
  'e.at',
  'e.comments',
  'e.accepted_id as accepted',
] as const;

type After = readonly [string, string] | undefined;

/** Of a group, newest first; `open`: only questions without an answer. The caller has asked for the sight of the group. */
export async function entriesOf(
  app: App,
  circle: string,
  { open, limit, after }: { open?: boolean; limit: number; after?: After },
): Promise<{ items: ListedEntry[]; next: string | null }> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('community.entry as e')
      .select(columns)
      .where('e.circle_id', '=', circle)
      .where('e.state', '=', 'shown')
      .$if(open === true, (query) =>
        query.where('e.kind', '=', 'question').where('e.accepted_id', 'is', null),
      )
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(e.at, e.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('e.at', 'desc')
      .orderBy('e.id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map(toListed);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.at.toISOString(), last.id]) };
}

const toListed = <Row extends { kind: string; accepted: string | null }>({ accepted, ...row }: Row) => ({
  ...row,
  kind: row.kind as EntryKind,
  answered: accepted !== null,
});

export interface Mention {
  entry: string;
  title: string;
  language: string;
  kind: EntryKind;
  at: Date;
}

/** Where one was called, newest first: only where one may still read it. */
export async function mentionsOf(app: App, actor: Participant, limit: number): Promise<Mention[]> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.mention as m')
      .innerJoin('community.entry as e', 'e.id', 'm.entry_id')
      .select(['m.entry_id as entry', 'e.title', 'e.language', 'e.kind', 'm.at'])
      .where('m.account_id', '=', actor.id)
      .where('e.state', '=', 'shown')
      .where((is) =>
        is.or([
          is('e.circle_id', 'is', null),
          is.exists(
            is
              .selectFrom('community.member as own')
              .select('own.role')
              .whereRef('own.circle_id', '=', 'e.circle_id')
              .where('own.account_id', '=', actor.id)
              .where(stillInside(app, actor, 'own')),
          ),
        ]),
      )
      .orderBy('m.at', 'desc')
      .orderBy('m.source_id', 'desc')
      .limit(limit)
      .execute(),
  );
  return rows.map((row) => ({ ...row, kind: row.kind as EntryKind }));
}

export interface EntryView {
  entry: Entry;
  sight: EntrySight;
  comments: Comment[];
  /** Key behind which the comments go on. */
  next: string | null;
}

/**
 * One entry with a page of its comments, oldest first. What was hidden is read by its author and by moderators; that moderators
 * have, its author finds in the access log.
 * @throws Fault NOT_FOUND
 */
export async function readEntry(
  app: App,
  actor: Participant,
  id: string,
  { limit, after }: { limit: number; after?: After },
): Promise<EntryView> {
  return transact(app, actor, async (tx) => {
    const sight = await entrySightIn(tx, actor, id);
    const row = await tx.db
      .selectFrom('community.entry as e')
      .select([...columns, 'e.circle_id as circle', 'e.state', 'e.pulse'])
      .where('e.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Fault('NOT_FOUND');
    const found = await tx.db
      .selectFrom('community.comment as c')
      .select(['c.id', 'c.author_id as author', 'c.body', 'c.language', 'c.at', 'c.state'])
      .where('c.entry_id', '=', id)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(c.at, c.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('c.at')
      .orderBy('c.id')
      .limit(limit + 1)
      .execute();
    const page = found.slice(0, limit);
    const hidden = [row, ...page].filter(({ state }) => state === 'hidden');
    const reasons = await reasonsOf(tx, id, hidden.length > 0);
    const mayRead = (text: { state: string; author: string | null }) =>
      text.state !== 'hidden' || sight.mayModerate || text.author === actor.id;
    const looked = sight.mayModerate ? hidden : [];
    const others = looked.flatMap(({ author }) => (author === actor.id ? [] : (author ?? [])));
    if (others.length === 0) tx.impersonal('published');
    else await logTexts(tx, 'read', others);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      sight,
      entry: {
        ...toListed(row),
        accepted: row.accepted,
        state: row.state as Entry['state'],
        title: mayRead(row) ? row.title : '',
        body: mayRead(row) ? row.body : '',
        hiddenBy: reasons.get(id),
      },
      comments: page.map((each) => ({
        ...each,
        body: mayRead(each) ? each.body : '',
        state: each.state as Comment['state'],
        hiddenBy: each.state === 'hidden' ? reasons.get(each.id) : undefined,
      })),
      next: pageKey(last && [last.at.toISOString(), last.id]),
    };
  });
}

/** The newest reason for each hidden text of an entry. */
async function reasonsOf(
  tx: Transaction,
  entry: string,
  wanted: boolean,
): Promise<Map<string, { rule: string; reason: string }>> {
  if (!wanted) return new Map();
  const rows = await tx.db
    .selectFrom('community.moderation')
    .distinctOn('source_id')
    .select(['source_id as source', 'rule', 'reason'])
    .where('entry_id', '=', entry)
    .orderBy('source_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ source, rule, reason }) => [source, { rule: rule ?? '', reason }]));
}
