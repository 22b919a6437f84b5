// Files of the bank with their faults, and entries: of a file, and those that somebody has to look at.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { CheckReason } from '../../../payments/camt/match.ts';
import type { CamtFault } from '../../../payments/camt/read-camt.ts';

export interface Statement {
  id: string;
  name: string;
  uploadedAt: Date;
  uploadedBy: string;
  readAt: Date | null;
  faults: CamtFault[];
  entries: number;
}

const statementColumns = [
  'id',
  'name',
  'uploaded_at as uploadedAt',
  'uploaded_by as uploadedBy',
  'read_at as readAt',
  'faults',
  'entries',
] as const;

/** On a page. */
export const pageOfEntries = 50;

export const statementById = (db: Database, id: string): Promise<Statement | undefined> =>
  db
    .selectFrom('money.statement')
    .select(statementColumns)
    .where('id', '=', id)
    .executeTakeFirst() as Promise<Statement | undefined>;

export const latestStatements = (db: Database, after?: readonly [string, string]): Promise<Statement[]> =>
  db
    .selectFrom('money.statement')
    .select(statementColumns)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(uploaded_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageOfEntries + 1)
    .execute() as Promise<unknown> as Promise<Statement[]>;

export interface Entry {
  id: string;
  statementId: string;
  line: number;
  amount: number;
  currency: string;
  bookedOn: string;
  reference: string;
  payer: string;
  message: string;
  state: 'booked' | 'check' | 'assigned' | 'noted';
  reason: CheckReason | null;
  held: boolean;
  billId: string | null;
  note: string;
}

const entryColumns = [
  'id',
  'statement_id as statementId',
  'line',
  'amount',
  'currency',
  'booked_on as bookedOn',
  'reference',
  'payer',
  'message',
  'state',
  'reason',
  'held',
  'bill_id as billId',
  'note',
] as const;

export const entryById = (db: Database, id: string, lock = false): Promise<Entry | undefined> =>
  db
    .selectFrom('money.entry')
    .select(entryColumns)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst() as Promise<Entry | undefined>;

export const entriesOf = (
  db: Database,
  statement: string,
  after?: { line: number; id: string },
): Promise<Entry[]> =>
  db
    .selectFrom('money.entry')
    .select(entryColumns)
    .where('statement_id', '=', statement)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(line, id) > (${after?.line ?? 0}, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('line')
    .orderBy('id')
    .limit(pageOfEntries + 1)
    .execute() as Promise<Entry[]>;

/** Those that wait for somebody, the oldest first. */
export const entriesToCheck = (db: Database, after?: { day: string; id: string }): Promise<Entry[]> =>
  db
    .selectFrom('money.entry')
    .select(entryColumns)
    .where('state', '=', 'check')
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(booked_on, id) > (${after?.day ?? ''}::date, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('booked_on')
    .orderBy('id')
    .limit(pageOfEntries + 1)
    .execute() as Promise<Entry[]>;

/** All of these bills. */
export const entriesOfBills = (db: Database, bills: readonly string[]): Promise<Entry[]> =>
  bills.length === 0
    ? Promise.resolve([])
    : (db
        .selectFrom('money.entry')
        .select(entryColumns)
        .where('bill_id', 'in', [...bills])
        .orderBy('booked_on')
        .orderBy('id')
        .execute() as Promise<Entry[]>);
