// A member of staff settles an entry that the program could not: finds its bill, or notes what became of the money.
import type { Updateable } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { numberOfReference } from '../../../payments/reference.ts';
import { isConcerned } from '../../policy/index.ts';
import { handleMoney } from '../permissions.ts';
import { billsByNumber, billsOfCase, billById, type Bill } from '../queries/bills.ts';
import { entryById, type Entry } from '../queries/statements.ts';
import { bookOn, writeBooking } from './book-on.ts';

export type EntryStep =
  /** Reference of the payment, or of the case, as typed. */
  | { do: 'assign'; to: string }
  /** What was done, e.g. that the bank has sent the money back. `returned`: it has left the account. */
  | { do: 'note'; note: string; returned: boolean };

type EntryUpdate = Updateable<DB['money.entry']>;

/** @returns false where nothing fits what was typed @throws Fault NOT_FOUND, OWN_MATTER, ENTRY_SETTLED */
export async function settleEntry(
  app: App,
  actor: StaffActor,
  id: string,
  step: EntryStep,
): Promise<boolean> {
  return transact(app, actor, async (tx) => {
    // Who is concerned is logged where a bill is found; an entry without one is nobody's yet.
    await tx.recordAccess();
    const found = step.do === 'assign' ? await billFor(tx, step.to) : undefined;
    // The bill first, as everywhere.
    const bill = found && (await billById(tx.db, found.id, true));
    const entry = await entryById(tx.db, id, true);
    if (!entry || !handleMoney.allows(actor, undefined, app)) throw new Fault('NOT_FOUND');
    if (entry.state !== 'check') throw new Fault('ENTRY_SETTLED');
    const settled = { settled_by: actor.id, settled_at: app.clock.now() };
    const save = (values: EntryUpdate) =>
      tx.db
        .updateTable('money.entry')
        .set({ ...values, ...settled })
        .where('id', '=', id)
        .execute();
    if (step.do === 'note') {
      if (step.returned && entry.held)
        await writeBooking(tx, {
          ...{ kind: 'returned', billId: null, source: `entry/${id}/returned` },
          postings: [
            { account: 'unassigned', amount: entry.amount },
            { account: 'bank', amount: -entry.amount },
          ],
        });
      await save({ state: 'noted', note: step.note, ...(await namesOver(tx, entry)) });
      await tx.emit({ type: 'entry.settled', subject: id, data: {} });
      return true;
    }
    // Only what is booked as nobody's can become somebody's.
    if (!bill || !entry.held) return false;
    if (await isConcerned(tx.db, actor, [bill.accountId])) throw new Fault('OWN_MATTER');
    await bookOn(
      tx,
      bill,
      { kind: 'received', amount: entry.amount, into: 'unassigned' },
      `entry/${id}/assigned`,
    );
    await save({ state: 'assigned', bill_id: bill.id });
    await tx.recordAccess({
      ...{
        kind: 'change',
        subject: bill.accountId,
        fields: ['bill'],
        purpose: 'money',
        caseRef: bill.caseRef,
      },
    });
    await tx.emit({ type: 'entry.settled', subject: id, data: { case: bill.caseRef } });
    return true;
  });
}

/** `money.forget-names` has taken the file away and left this name, since somebody had to look; now nobody has to any more. */
async function namesOver({ db }: Transaction, { statementId }: Entry): Promise<EntryUpdate> {
  const { file_id: file } = await db
    .selectFrom('money.statement')
    .select('file_id')
    .where('id', '=', statementId)
    .executeTakeFirstOrThrow();
  return file === null ? { payer: '', message: '', reference: '' } : {};
}

async function billFor({ db }: Transaction, typed: string): Promise<Bill | undefined> {
  const plain = typed.replace(/\s/g, '').toUpperCase();
  const number = numberOfReference(plain);
  if (number !== undefined) return (await billsByNumber(db, [number]))[0];
  const bills = await billsOfCase(db, plain);
  return bills.find(({ state }) => state === 'open') ?? bills[0];
}
