// money.ask-due: queues the asking for payments and refunds of which nobody has heard: a call may be lost, a service may be away.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.ask-due' };
/** At a time; the next minute goes on. */
const most = 200;

export async function askDue(app: App): Promise<void> {
  const now = app.clock.now();
  const due = await impersonal(app, 'show-nobody', async (db) => {
    const payments = await db
      .selectFrom('money.payment')
      .select('id')
      .where('next_ask', '<=', now)
      .orderBy('next_ask')
      .limit(most)
      .execute();
    const reliefs = await db
      .selectFrom('money.relief')
      .select('id')
      .where('next_ask', '<=', now)
      .orderBy('next_ask')
      .limit(most)
      .execute();
    return { payments, reliefs };
  });
  if (due.payments.length + due.reliefs.length === 0) return;
  await transact(app, programme, async (tx) => {
    for (const { id } of due.payments)
      await tx.queue('money.ask-payment', { id }, { key: `money-payment/${id}` });
    for (const { id } of due.reliefs)
      await tx.queue('money.send-refund', { id }, { key: `money-refund/${id}` });
  });
}
