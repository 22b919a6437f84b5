// money.read-statement: reads a file of the bank, books what fits to its bills, and keeps the rest with the reason for somebody to look at. All of it or nothing.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readFileBytes } from '../../../kernel/files/store-file.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { matchEntry, type Match } from '../../../payments/camt/match.ts';
import { readCamt, type CamtEntry, type CamtFault } from '../../../payments/camt/read-camt.ts';
import { plainIban } from '../../../payments/iban.ts';
import { numberOfReference } from '../../../payments/reference.ts';
import { configOf } from '../money-config.ts';
import { billsByNumber, type Bill } from '../queries/bills.ts';
import { bookOn, writeBooking } from './book-on.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'money.read-statement' };
/** Rows in one statement. */
const portion = 500;

interface Placed extends CamtEntry {
  id: string;
  bankKey: string;
}

export async function readStatement(app: App, id: string): Promise<void> {
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const statement = await tx.db
      .selectFrom('money.statement')
      .select(['file_id', 'read_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!statement || statement.read_at !== null) return;
    const file = statement.file_id === null ? undefined : await readFileBytes(tx.db, statement.file_id);
    const { entries, faults } = entriesOf(app, file?.bytes.toString('utf8') ?? '');
    await keep(tx, id, entries);
    await tx.db
      .updateTable('money.statement')
      .set({ read_at: app.clock.now(), faults: JSON.stringify(faults), entries: entries.length })
      .where('id', '=', id)
      .execute();
    await tx.emit({
      type: 'statement.read',
      subject: id,
      data: { entries: entries.length, faults: faults.length },
    });
  });
}

/** A notice about another account is none of ours: nothing of it is kept but that it was there. */
function entriesOf(app: App, xml: string): { entries: Placed[]; faults: CamtFault[] } {
  const { notices, faults } = readCamt(xml);
  const ours = configOf.of(app).iban;
  const entries: Placed[] = [];
  for (const { iban, entries: found } of notices) {
    if (plainIban(iban) !== ours) {
      if (iban !== '') faults.push({ line: found[0]?.line ?? 1, code: 'account', detail: iban });
      continue;
    }
    for (const entry of found)
      entries.push({
        ...entry,
        id: crypto.randomUUID(),
        bankKey: entry.bankId === '' ? '' : `${ours}/${entry.bankId}`,
      });
  }
  return { entries, faults };
}

async function keep(tx: Transaction, statement: string, entries: readonly Placed[]): Promise<void> {
  const known = await knownKeys(tx, entries);
  const numbers = entries.flatMap(({ reference }) => numberOfReference(reference) ?? []);
  const bills = new Map((await billsByNumber(tx.db, numbers)).map((bill) => [bill.number, bill]));
  // A reference that fits its check digits and is of our making, but not as we have written it, is none.
  const billFor = ({ reference }: Placed): Bill | undefined => {
    const bill = bills.get(numberOfReference(reference) ?? 0);
    return bill?.reference === reference ? bill : undefined;
  };
  const rows = [];
  for (const entry of entries) {
    const bill = billFor(entry);
    const match = matchEntry(
      entry,
      known.has(entry.bankKey),
      bill && { id: bill.id, open: bill.amounts.open, cancelled: bill.amounts.cancelled },
    );
    if (entry.bankKey !== '') known.add(entry.bankKey);
    if (match.do === 'assign' && bill) {
      const after = await bookOn(
        tx,
        bill,
        { kind: 'received', amount: entry.amount, into: 'bank' },
        `entry/${entry.id}`,
      );
      bills.set(bill.number, after);
      await tx.emit({ type: 'bill.paid-in', subject: bill.id, data: { case: bill.caseRef } });
    }
    if (match.do === 'hold')
      await writeBooking(tx, {
        ...{ kind: 'held', billId: null, source: `entry/${entry.id}` },
        postings: [
          { account: 'bank', amount: entry.amount },
          { account: 'unassigned', amount: -entry.amount },
        ],
      });
    rows.push(rowOf(statement, entry, match));
  }
  for (let from = 0; from < rows.length; from += portion)
    await tx.db
      .insertInto('money.entry')
      .values(rows.slice(from, from + portion))
      .execute();
}

/** What goes back by itself, too much or for a bill that is cancelled, is seen as a refund: nobody has to look here, too. */
function rowOf(statement: string, entry: Placed, match: Match) {
  const assigned = match.do === 'assign';
  return {
    ...{ id: entry.id, statement_id: statement, line: entry.line, bank_key: entry.bankKey },
    ...{
      amount: entry.amount,
      currency: entry.currency,
      booked_on: entry.bookedOn,
      reference: entry.reference.slice(0, 60),
    },
    ...{ payer: entry.payer.slice(0, 140), message: entry.message.slice(0, 500) },
    state: assigned ? 'booked' : 'check',
    reason: assigned ? null : match.check,
    held: match.do === 'hold',
    bill_id: assigned ? match.bill : null,
  };
}

async function knownKeys({ db }: Transaction, entries: readonly Placed[]): Promise<Set<string>> {
  const keys = [...new Set(entries.flatMap(({ bankKey }) => (bankKey === '' ? [] : [bankKey])))];
  const known = new Set<string>();
  for (let from = 0; from < keys.length; from += portion) {
    const found = await db
      .selectFrom('money.entry')
      .select('bank_key')
      .where('bank_key', 'in', keys.slice(from, from + portion))
      .execute();
    for (const { bank_key: key } of found) known.add(key);
  }
  return known;
}
