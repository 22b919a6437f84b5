// money.remind: reminds of bills whose day has passed, by the steps of money.yaml, once each; after the last one a person decides.
import { addDays, nextWorkingDay } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isSuspended } from '../../cases/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { configOf } from '../money-config.ts';
import { billById } from '../queries/bills.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.remind' };
/** Bills looked up at a time. */
const portion = 500;

/** Idempotent: each reminder moves the bill's next one behind today, so that a run ends when none is due. */
export async function remindAll(app: App): Promise<void> {
  for (;;) {
    const due = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('money.bill')
        .select('id')
        .where('state', '=', 'open')
        .where('next_reminder', '<=', app.clock.today())
        .orderBy('next_reminder')
        .orderBy('id')
        .limit(portion)
        .execute(),
    );
    for (const { id } of due) await remindOne(app, id);
    if (due.length < portion) return;
  }
}

/** The step, the new day and the event together; the mail follows by its own job, once for each step. */
async function remindOne(app: App, id: string): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const bill = await billById(tx.db, id, true);
    const today = app.clock.today();
    if (bill?.state !== 'open' || bill.nextReminder === null || bill.nextReminder > today) return;
    // While the decision rests that it is for, nobody is pressed; it is asked again tomorrow.
    if (await isSuspended(tx.db, bill.caseRef)) {
      await tx.db
        .updateTable('money.bill')
        .set({ next_reminder: addDays(today, 1) })
        .where('id', '=', id)
        .execute();
      return;
    }
    const { reminders } = configOf.of(app);
    const step = reminders[bill.reminders];
    const following = reminders[bill.reminders + 1];
    const isHoliday = holidaysOf(app);
    const level = bill.reminders + 1;
    const due = nextWorkingDay(addDays(today, step?.dueDays ?? 0), isHoliday);
    await tx.db
      .updateTable('money.bill')
      .set({
        ...(step ? { due, reminders: level } : {}),
        next_reminder: step && following ? nextWorkingDay(addDays(due, following.after), isHoliday) : null,
      })
      .where('id', '=', id)
      .execute();
    if (!step) return;
    await tx.db
      .insertInto('money.reminder')
      .values({ bill_id: id, level, sent_on: today })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx.emit({ type: 'bill.reminded', subject: id, data: { case: bill.caseRef, level } });
  });
}
