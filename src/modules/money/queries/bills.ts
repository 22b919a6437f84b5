// Bills: one by its id, those of a case, one's own, and for staff those that are open, by the day they fall due.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { standingOf, type BillState, type BillStanding } from '../../../payments/ledger.ts';
import type { PostalAddress } from '../../cases/index.ts';

export interface BillItem {
  /** Of the service's fees: its text says what it is. */
  id: string;
  /** Rappen; a reduction is negative. */
  amount: number;
  /** Whether the service lets it be paid by card or TWINT, too. */
  online: boolean;
}

export interface Bill {
  id: string;
  number: number;
  caseRef: string;
  accountId: string;
  serviceId: string;
  serviceVersion: number;
  unit: string;
  recipient: { name: string; address: PostalAddress | null };
  language: Language;
  items: BillItem[];
  reference: string;
  state: BillStanding;
  amounts: BillState;
  issuedAt: Date;
  /** `YYYY-MM-DD` */
  due: string;
  reminders: number;
  nextReminder: string | null;
}

const rows = (db: Database) => db.selectFrom('money.bill').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function billOf(row: Row): Bill {
  const { total, open, paid, owed, waived } = row;
  const amounts = { total, open, paid, owed, waived, cancelled: row.state === 'cancelled' };
  return {
    id: row.id,
    number: row.number,
    caseRef: row.case_ref,
    accountId: row.account_id,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    unit: row.unit,
    recipient: row.recipient as unknown as Bill['recipient'],
    language: row.language as Language,
    items: row.items as unknown as BillItem[],
    reference: row.reference ?? '',
    state: standingOf(amounts),
    amounts,
    issuedAt: row.issued_at,
    due: row.due,
    reminders: row.reminders,
    nextReminder: row.next_reminder,
  };
}

const list = async (query: { execute(): Promise<Row[]> }): Promise<Bill[]> =>
  (await query.execute()).map(billOf);

/** @param lock keeps others from booking on it until the transaction ends */
export async function billById(db: Database, id: string, lock = false): Promise<Bill | undefined> {
  const row = await rows(db)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && billOf(row);
}

/** All that there ever were for a case, the latest first: more than one only where it was decided anew. */
export const billsOfCase = (db: Database, ref: string): Promise<Bill[]> =>
  list(rows(db).where('case_ref', '=', ref).orderBy('issued_at', 'desc').orderBy('id', 'desc'));

export async function countingBillOf(db: Database, ref: string): Promise<Bill | undefined> {
  const [bill] = await list(
    rows(db).where('case_ref', '=', ref).where('state', '<>', 'cancelled').forUpdate(),
  );
  return bill;
}

/** Those that payments name, locked in the order of their ids, so that two that read at once never wait for each other. */
export const billsByNumber = async (db: Database, numbers: readonly number[]): Promise<Bill[]> =>
  numbers.length === 0
    ? []
    : list(
        rows(db)
          .where('number', 'in', [...new Set(numbers)])
          .orderBy('id')
          .forUpdate(),
      );

/** On a page, and in a portion of the copy. */
export const pageOfBills = 50;

/** One's own, newest first; after `after` when given. */
export const billsOf = (db: Database, accountId: string, after?: Bill): Promise<Bill[]> =>
  list(
    rows(db)
      .where('account_id', '=', accountId)
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(issued_at, id) < (select issued_at, id from money.bill where id = ${after?.id})`,
        ),
      )
      .orderBy('issued_at', 'desc')
      .orderBy('id', 'desc')
      .limit(pageOfBills),
  );

/** Open ones, the oldest due day first. */
export const openBills = (db: Database, after?: { due: string; id: string }): Promise<Bill[]> =>
  list(
    rows(db)
      .where('state', '=', 'open')
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(due, id) > (${after?.due ?? ''}::date, ${after?.id ?? ''}::uuid)`),
      )
      .orderBy('due')
      .orderBy('id')
      .limit(pageOfBills + 1),
  );
