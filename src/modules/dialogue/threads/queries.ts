// Lists of threads and one thread as its reader sees it; opening it marks what the other side has written as opened.
import { sql } from 'kysely';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { unitsInSight } from '../../policy/index.ts';
import { loadThread, messagesOf, threadColumns, type Message, type Thread } from './load-thread.ts';
import { isOwn, mayStaff } from './thread-sight.ts';
import { hasConsented, logOwn, useOf } from './write-message.ts';

const pageSize = 20;

export interface OwnThread extends Thread {
  /** Messages of the unit that nobody has opened yet. */
  unopened: number;
}

/** One's own, the newest first, by key. */
export async function ownThreads(
  app: App,
  actor: PersonActor,
  after: readonly [string, string] | undefined,
): Promise<{ items: OwnThread[]; next: string | null }> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('dialogue.thread')
      .select(threadColumns)
      .select(
        sql<number>`(select count(*)::int from dialogue.message m where m.thread_id = dialogue.thread.id
          and m.from_unit and m.opened_at is null)`.as('unopened'),
      )
      .where('account_id', '=', actor.id)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(last_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('last_at', 'desc')
      .orderBy('id', 'desc')
      .limit(pageSize + 1)
      .execute(),
  );
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.lastAt.toISOString(), last.id]) };
}

/** The threads about a case, the newest first: one's own, or for staff those that the policy opens. Nobody writes so many that they need pages. */
export async function threadsOfCase(
  app: App,
  actor: PersonActor | StaffActor,
  ref: string,
): Promise<Thread[]> {
  return transact(app, actor, async (tx) => {
    const threads = await tx.db
      .selectFrom('dialogue.thread')
      .select(threadColumns)
      .where('case_ref', '=', ref)
      .orderBy('last_at', 'desc')
      .limit(pageSize)
      .execute();
    const seen: Thread[] = [];
    for (const thread of threads)
      if (actor.kind === 'person' ? isOwn(actor, thread) : await mayStaff(tx, actor, thread, 'see'))
        seen.push(thread);
    if (seen.length === 0) tx.impersonal('find-rights');
    else if (actor.kind === 'person') await logOwn(tx, actor, 'read');
    else await tx.recordAccess(...seen.map((thread) => useOf(thread, 'read')));
    return seen;
  });
}

export interface OpenDeadline {
  id: string;
  thread: string;
  subject: string;
  unit: string;
  deadline: string;
}

/** Deadlines of messages that are not done, the next one first. */
export async function openDeadlines(app: App, actor: Pick<PersonActor, 'id'>): Promise<OpenDeadline[]> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('dialogue.message as m')
      .innerJoin('dialogue.thread as t', 't.id', 'm.thread_id')
      .select(['m.id', 't.id as thread', 't.subject', 't.unit', 'm.deadline'])
      .where('t.account_id', '=', actor.id)
      .where('m.deadline', 'is not', null)
      .where('m.deadline_done_at', 'is', null)
      .orderBy('m.deadline')
      .limit(20)
      .execute(),
  );
  return rows.map((row) => ({ ...row, deadline: row.deadline ?? '' }));
}

export const consentOf = (app: App, actor: PersonActor): Promise<Date | undefined> =>
  ownData(app, actor, async (db) => {
    const row = await db
      .selectFrom('dialogue.electronic_service')
      .select('since')
      .where('account_id', '=', actor.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return row?.since;
  });

export interface ThreadView {
  thread: Thread;
  messages: Message[];
  /** Whether official letters may go to this person. */
  consented: boolean;
}

/** Undefined where there is none, or it is somebody else's. */
export async function threadForPerson(
  app: App,
  actor: PersonActor,
  id: string,
): Promise<ThreadView | undefined> {
  return transact(app, actor, async (tx) => {
    await logOwn(tx, actor, 'read');
    const thread = await loadThread(tx, id);
    if (!thread || !isOwn(actor, thread)) return undefined;
    await markOpened(tx, id, true);
    return view(tx, thread);
  });
}

export async function threadForStaff(
  app: App,
  actor: StaffActor,
  id: string,
): Promise<ThreadView | undefined> {
  return transact(app, actor, async (tx) => {
    tx.impersonal('find-rights');
    const thread = await loadThread(tx, id);
    if (!thread || !(await mayStaff(tx, actor, thread, 'see'))) return undefined;
    await markOpened(tx, id, false);
    await tx.recordAccess(useOf(thread, 'read'));
    return view(tx, thread);
  });
}

const view = async (tx: Transaction, thread: Thread): Promise<ThreadView> => ({
  thread,
  messages: await messagesOf(tx, thread.id),
  consented: await hasConsented(tx, thread.account),
});

/** Only what was really opened, and only the first time. */
const markOpened = (tx: Transaction, thread: string, fromUnit: boolean) =>
  tx.db
    .updateTable('dialogue.message')
    .set({ opened_at: tx.app.clock.now() })
    .where('thread_id', '=', thread)
    .where('from_unit', '=', fromUnit)
    .where('opened_at', 'is', null)
    .execute();

/** What waits for the units in sight, by the day on which they want to answer; of cases only those that the policy opens. */
export async function waitingThreads(
  app: App,
  actor: StaffActor,
  after: readonly [string, string] | undefined,
): Promise<{ items: Thread[]; next: string | null }> {
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('dialogue.thread')
      .select(threadColumns)
      .where('waiting_since', 'is not', null)
      .where(unitsInSight(app, actor, 'dialogue'))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(due, id) > (${after?.[0]}::date, ${after?.[1]}::uuid)`),
      )
      .orderBy('due')
      .orderBy('id')
      .limit(pageSize + 1)
      .execute();
    const items = rows.slice(0, pageSize);
    const seen: Thread[] = [];
    for (const thread of items) if (await mayStaff(tx, actor, thread, 'see')) seen.push(thread);
    await tx.recordAccess(...seen.map((thread) => useOf(thread, 'read')));
    const last = rows.length > pageSize ? items.at(-1) : undefined;
    return { items: seen, next: pageKey(last && [last.due ?? '', last.id]) };
  });
}
