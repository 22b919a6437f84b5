// Notes that a mail came back: on the mail, and on the address where there is no such mailbox.
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { markDead } from '../dead-addresses.ts';
import { readReport } from './read-report.ts';

/** `ignored`: no report; `unknown`: of no mail of ours; `delayed`: it is still on its way. Twice is once. */
export type Taken = 'returned' | 'delayed' | 'ignored' | 'unknown';

export async function takeReport(app: App, raw: Buffer): Promise<Taken> {
  const report = await readReport(raw);
  if (!report) return 'ignored';
  const { id, action, status, reason } = report;
  if (action === 'delayed') return 'delayed';
  return transact(app, { kind: 'programme', task: 'notifications.take-report' }, async (tx) => {
    tx.impersonal('show-nobody');
    const mail = await tx.db
      .updateTable('kernel.mail')
      .set({ state: 'returned', failure: reason, ended_at: app.clock.now(), next_try_at: null })
      .where('message_id', '=', id)
      .returning('recipient')
      .executeTakeFirst();
    if (!mail) return 'unknown';
    if (isGone(status)) await markDead(app, tx.db, mail.recipient, reason);
    return 'returned';
  });
}

/** Bad address, or mailbox disabled (RFC 3463, 3.2 and 3.3); a full mailbox or a server that is down may be well tomorrow. */
const isGone = (status: string): boolean => status.startsWith('5.1.') || status === '5.2.1';
