// Threads go with their case; those about no case two years after the last message. Their files go with them.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import { removeFiles } from '../../../kernel/files/remove-files.ts';
import type { RemovedCase } from '../../../kernel/module.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'dialogue.remove-threads' };
export const threadDays = 730;
const portion = 100;

/** In the transaction of the deletion, whose caller answers for it. */
export async function removeThreadsOfCase(tx: Transaction, ref: string): Promise<RemovedCase> {
  const threads = await tx.db
    .selectFrom('dialogue.thread')
    .select('id')
    .where('case_ref', '=', ref)
    .execute();
  return removeThreads(
    tx,
    threads.map(({ id }) => id),
  );
}

async function removeThreads({ db }: Transaction, ids: readonly string[]): Promise<RemovedCase> {
  if (ids.length === 0) return { rows: {} };
  const messages = db.selectFrom('dialogue.message').select('id').where('thread_id', 'in', ids);
  const attachments = await db
    .deleteFrom('dialogue.attachment')
    .where('message_id', 'in', messages)
    .returning('file_id')
    .execute();
  const files = await removeFiles(
    db,
    attachments.map((each) => each.file_id),
  );
  const gone = await db.deleteFrom('dialogue.message').where('thread_id', 'in', ids).executeTakeFirst();
  await db.deleteFrom('dialogue.thread').where('id', 'in', ids).execute();
  return {
    rows: {
      'dialogue.thread': ids.length,
      'dialogue.message': Number(gone.numDeletedRows),
      'dialogue.attachment': attachments.length,
    },
    files,
  };
}

/** dialogue.remove-threads, daily. */
export async function removeOldThreads(app: App): Promise<void> {
  const before = new Date(addDays(app.clock.today(), -threadDays));
  for (;;) {
    const count = await transact(app, programme, async (tx) => {
      tx.impersonal('expire');
      const old = await tx.db
        .selectFrom('dialogue.thread')
        .select('id')
        .where('case_ref', 'is', null)
        .where('last_at', '<', before)
        .orderBy('last_at')
        .limit(portion)
        .execute();
      await removeThreads(
        tx,
        old.map(({ id }) => id),
      );
      return old.length;
    });
    if (count < portion) return;
  }
}
