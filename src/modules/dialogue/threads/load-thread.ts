// One thread with its messages and files. Callers decide who may see it, and log the use.
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

/** More than anybody writes in one thread; the oldest first. */
const most = 500;

export async function messagesOf(tx: Transaction, thread: string): Promise<Message[]> {
  const rows = await tx.db
    .selectFrom('dialogue.message')
    .select(['id', 'from_unit as fromUnit', 'author_id as author', 'body', 'at', 'opened_at as openedAt'])
    .select(['official', 'deadline', 'deadline_done_at as doneAt'])
    .where('thread_id', '=', thread)
    .orderBy('at')
    .orderBy('id')
    .limit(most)
    .execute();
  const attached = await tx.db
    .selectFrom('dialogue.attachment as a')
    .innerJoin('dialogue.message as m', 'm.id', 'a.message_id')
    .select(['a.file_id as file', 'a.message_id as message'])
    .where('m.thread_id', '=', thread)
    .execute();
  const files = await findFiles(
    tx.db,
    attached.map(({ file }) => file),
  );
  const ofMessage = Map.groupBy(attached, ({ message }) => message);
  return rows.map((row) => ({
    ...row,
    files: (ofMessage.get(row.id) ?? []).flatMap(({ file }) => files.filter(({ id }) => id === file)),
  }));
}
