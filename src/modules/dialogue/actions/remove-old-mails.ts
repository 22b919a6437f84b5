// Removes mails that have done their work: what counts stays in the case, a copy of the message is kept for 90 days.
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';

export const mailDays = 90;
const portion = 1000;

/** Daily; in portions, so that no lock is held for long. */
export async function removeOldMails(app: App): Promise<void> {
  const before = new Date(app.clock.now().getTime() - mailDays * 86_400_000);
  let removed: number;
  do {
    removed = await transact(app, { kind: 'programme', task: 'dialogue.remove-old-mails' }, async (tx) => {
      tx.impersonal('expire');
      const { numDeletedRows } = await tx.db
        .deleteFrom('kernel.mail')
        .where('id', 'in', (eb) =>
          eb.selectFrom('kernel.mail').select('id').where('at', '<', before).limit(portion),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  } while (removed === portion);
}
