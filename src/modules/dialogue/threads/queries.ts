// Lists of threads and one thread as its reader sees it; opening it marks what the other side has written as opened.
import { sql } from 'kysely';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { FileState } from '../../../kernel/files/store-file.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { unitsInSight } from '../../policy/index.ts';
import {
  fileIn,
  loadThread,
  messagesOf,
  threadColumns,
  type ShownMessages,
  type Thread,
} from './load-thread.ts';
import { isOwn, mayStaff, openTo } from './thread-sight.ts';
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
    const seen =
      actor.kind === 'person'
        ? threads.filter((thread) => isOwn(actor, thread))
        : await openTo(tx, actor, threads, 'see');
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

export interface ThreadView extends ShownMessages {
  thread: Thread;
  /** Whether official letters may go to this person. */
  consented: boolean;
}

type Reader = PersonActor | StaffActor;

/** The thread to whoever may see it, with the use logged. */
async function opened(tx: Transaction, actor: Reader, id: string): Promise<Thread | undefined> {
  if (actor.kind === 'person') await logOwn(tx, actor, 'read');
  else tx.impersonal('find-rights');
  const thread = await loadThread(tx, id);
  if (!thread) return undefined;
  if (actor.kind === 'person') return isOwn(actor, thread) ? thread : undefined;
  if (!(await mayStaff(tx, actor, thread, 'see'))) return undefined;
  await tx.recordAccess(useOf(thread, 'read'));
  return thread;
}

/**
 * A thread with its newest messages.
 * @param before id of a message: those before it
 * @returns undefined where there is none, or not for whoever asks
 */
export async function readThread(
  app: App,
  actor: Reader,
  id: string,
  before?: string,
): Promise<ThreadView | undefined> {
  return transact(app, actor, async (tx) => {
    const thread = await opened(tx, actor, id);
    if (!thread) return undefined;
    const { messages, older } = await messagesOf(tx, id, before);
    const now = tx.app.clock.now();
    const unopened = messages.filter(
      ({ fromUnit, openedAt }) => openedAt === null && fromUnit === (actor.kind === 'person'),
    );
    await markOpened(tx, actor, unopened);
    for (const message of unopened) message.openedAt = now;
    return { thread, messages, older, consented: await hasConsented(tx, thread.account) };
  });
}

/** A file of a thread, to whoever may see the thread: with it its message is opened. */
export async function readThreadFile(
  app: App,
  actor: Reader,
  id: string,
  file: string,
): Promise<FileState | undefined> {
  return transact(app, actor, async (tx) => {
    const thread = await opened(tx, actor, id);
    const found = thread && (await fileIn(tx, id, file));
    if (!found) return undefined;
    await markOpened(tx, actor, [{ id: found.message }]);
    return found.file;
  });
}

/** Only what was really shown to the other side, and only the first time: it may count as served from then on. */
async function markOpened(tx: Transaction, actor: Reader, messages: readonly { id: string }[]) {
  if (messages.length === 0) return;
  await tx.db
    .updateTable('dialogue.message')
    .set({ opened_at: tx.app.clock.now() })
    .where(
      'id',
      'in',
      messages.map(({ id }) => id),
    )
    .where('from_unit', '=', actor.kind === 'person')
    .where('opened_at', 'is', null)
    .execute();
}

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
    const seen = await openTo(tx, actor, items, 'see');
    await tx.recordAccess(...seen.map((thread) => useOf(thread, 'read')));
    const last = rows.length > pageSize ? items.at(-1) : undefined;
    return { items: seen, next: pageKey(last && [last.due ?? '', last.id]) };
  });
}
