// money.settle-case: makes the bill of a decision, once; where a decision was changed, takes back the bill that was made for the one before.
import { nextWorkingDay, toRappen, addDays } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { newBill } from '../../../payments/ledger.ts';
import { addressOf, loadMatter, type Matter } from '../../cases/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { configOf, referenceFor } from '../money-config.ts';
import { countingBillOf, type BillItem } from '../queries/bills.ts';
import { bookOn } from './book-on.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.settle-case' };

/** More than this no bill is for; whole Rappen of it are kept as `integer`. */
const mostOfBill = 2_000_000_000;

/** Ends of a case for which nobody owes anything. */
const notGranted = new Set(['reject', 'withdraw']);

/** Idempotent: what is right already stays as it is. A case that is open again is settled when it is decided. */
export async function settleCase(app: App, ref: string): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const matter = await loadMatter(tx, ref, true);
    if (!matter?.outcome || matter.closedAt === null) return;
    const items = await itemsOf(app, matter);
    const total = Math.max(
      0,
      items.reduce((sum, { amount }) => sum + amount, 0),
    );
    const bill = await countingBillOf(tx.db, ref);
    if (bill) {
      if (bill.amounts.total === total) return markChecked(tx, bill.id);
      await bookOn(tx, bill, { kind: 'cancelled' }, `bill/${bill.id}/cancelled`);
      await tx.emit({ type: 'bill.cancelled', subject: bill.id, data: { case: ref } });
    }
    if (total > 0) await issueBill(tx, matter, items, total);
  });
}

/** The items that are to be paid into the account: not those at the counter. */
async function itemsOf(app: App, matter: Matter): Promise<BillItem[]> {
  if (notGranted.has(matter.outcome?.action ?? '')) return [];
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  return matter.evaluation.fee.items.flatMap(({ id, amount }) => {
    const pay = definition.fees.find((fee) => fee.id === id)?.pay ?? ['invoice', 'card'];
    if (!pay.some((each) => each !== 'counter')) return [];
    return amount === 0 ? [] : [{ id, amount: toRappen(amount), online: pay.includes('card') }];
  });
}

async function issueBill(tx: Transaction, matter: Matter, items: BillItem[], total: number): Promise<void> {
  const { app, db } = tx;
  if (total > mostOfBill) throw new Error(`The case ${matter.ref} is too dear for one bill`);
  const { iban, dueDays, reminders } = configOf.of(app);
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  const isHoliday = holidaysOf(app);
  const due = nextWorkingDay(addDays(app.clock.today(), dueDays), isHoliday);
  const [first] = reminders;
  const now = app.clock.now();
  const { id, number } = await db
    .insertInto('money.bill')
    .values({
      case_ref: matter.ref,
      account_id: matter.ownerId,
      service_id: matter.serviceId,
      service_version: matter.serviceVersion,
      unit: matter.unit,
      recipient: JSON.stringify({
        name: matter.applicantName,
        address: addressOf(definition, matter) ?? null,
      }),
      language: matter.language,
      items: JSON.stringify(items),
      ...{ total, open: total, issued_at: now, due, checked_at: now },
      next_reminder: first ? nextWorkingDay(addDays(due, first.after), isHoliday) : null,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
  await db
    .updateTable('money.bill')
    .set({ reference: referenceFor(iban, number) })
    .where('id', '=', id)
    .execute();
  const bill = await countingBillOf(db, matter.ref);
  if (bill)
    await bookOn(tx, { ...bill, amounts: newBill }, { kind: 'issued', amount: total }, `bill/${id}/issued`);
  await tx.emit({ type: 'bill.issued', subject: id, data: { case: matter.ref, service: matter.serviceId } });
}

const markChecked = async ({ db, app }: Transaction, id: string): Promise<void> =>
  void (await db
    .updateTable('money.bill')
    .set({ checked_at: app.clock.now() })
    .where('id', '=', id)
    .execute());
