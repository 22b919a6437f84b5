// One thread with its messages and files. Callers decide who may see it, and log the use.
import { sql } from 'kysely';
import { findFiles, type FileState } from '../../../kernel/files/store-file.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

export interface Thread {
  id: string;
  account: string;
  unit: string;
  serviceId: string | null;
  caseRef: string | null;
  subject: string;
  language: string;
  openedAt: Date;
  lastAt: Date;
  waitingSince: Date | null;
  due: string | null;
}

export interface Message {
  id: string;
  fromUnit: boolean;
  author: string;
  body: string;
  at: Date;
  openedAt: Date | null;
  official: boolean;
  deadline: string | null;
  doneAt: Date | null;
  files: FileState[];
}

export const threadColumns = [
  'id',
  'account_id as account',
  'unit',
  'service_id as serviceId',
  'case_ref as caseRef',
  'subject',
  'language',
  'opened_at as openedAt',
  'last_at as lastAt',
  'waiting_since as waitingSince',
  'due',
] as const;

/** @param lock keeps others from writing until the transaction ends */
export async function loadThread(tx: Transaction, id: string, lock = false): Promise<Thread | undefined> {
  const query = tx.db.selectFrom('dialogue.thread').select(threadColumns).where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** On a page. */
export const pageOfMessages = 100;

export interface ShownMessages {
  /** The oldest of them first. */
  messages: Message[];
  /** Key of those before them; null where there are none. */
  older: string | null;
}

/** The newest of a thread, or those before the message `before`. */
export async function messagesOf(tx: Transaction, thread: string, before?: string): Promise<ShownMessages> {
  const found = await tx.db
    .selectFrom('dialogue.message')
    .select(['id', 'from_unit as fromUnit', 'author_id as author', 'body', 'at', 'opened_at as openedAt'])
    .select(['official', 'deadline', 'deadline_done_at as doneAt'])
    .where('thread_id', '=', thread)
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(at, id) < (select at, id from dialogue.message where id = ${before}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageOfMessages + 1)
    .execute();
  const rows = found.slice(0, pageOfMessages).reverse();
  const older = found.length > pageOfMessages ? (rows[0]?.id ?? null) : null;
  if (rows.length === 0) return { messages: [], older };
  const attached = await tx.db
    .selectFrom('dialogue.attachment as a')
    .select(['a.file_id as file', 'a.message_id as message'])
    .where(
      'a.message_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const files = await findFiles(
    tx.db,
    attached.map(({ file }) => file),
  );
  const ofMessage = Map.groupBy(attached, ({ message }) => message);
  const messages = rows.map((row) => ({
    ...row,
    files: (ofMessage.get(row.id) ?? []).flatMap(({ file }) => files.filter(({ id }) => id === file)),
  }));
  return { messages, older };
}

/** A file of a thread, and the message that it came with. */
export async function fileIn(
  tx: Transaction,
  thread: string,
  file: string,
): Promise<{ message: string; file: FileState } | undefined> {
  const attached = await tx.db
    .selectFrom('dialogue.attachment as a')
    .innerJoin('dialogue.message as m', 'm.id', 'a.message_id')
    .select('a.message_id as message')
    .where('m.thread_id', '=', thread)
    .where('a.file_id', '=', file)
    .executeTakeFirst();
  const [found] = attached ? await findFiles(tx.db, [file]) : [];
  return attached && found ? { message: attached.message, file: found } : undefined;
}
