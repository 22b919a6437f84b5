// Requests to correct a register: one's own, and those that a unit has to decide.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { RegisterId } from '../../data/index.ts';

export interface CorrectionRequest {
  id: string;
  accountId: string;
  register: RegisterId;
  entryId: string;
  field: string;
  wrongValue: unknown;
  /** `YYYY-MM-DD` */
  wrongAsOf: string;
  rightValue: unknown;
  note: string;
  evidenceFile: string | null;
  unit: string;
  language: Language;
  /** `accepted`: decided, and on its way to the register. */
  state: 'open' | 'accepted' | 'corrected' | 'refused' | 'withdrawn';
  askedAt: Date;
  /** `YYYY-MM-DD` */
  due: string;
  decidedAt: Date | null;
  reason: string | null;
  /** The register had another value by the time that it should have been corrected. */
  stale: boolean;
  correctedAt: Date | null;
  withdrawnAt: Date | null;
}

/** That a correction of a value is asked for, whoever has asked: of a company there may be several. */
export type OpenRequest = Pick<CorrectionRequest, 'id' | 'accountId' | 'due'>;

/** To whom the wrong value had gone; all of them have been told or will ask again. */
export interface Recipient {
  kind: 'case' | 'draft' | 'reader';
  /** Reference of a case, id of a service or task, or another authority. */
  name: string;
  hadAt: Date | null;
}

const columns = [
  'id',
  'account_id as accountId',
  'register',
  'entry_id as entryId',
  'field',
  'wrong_value as wrongValue',
  'wrong_as_of as wrongAsOf',
  'right_value as rightValue',
  'note',
  'evidence_file as evidenceFile',
  'unit',
  'language',
  'state',
  'asked_at as askedAt',
  'due',
  'decided_at as decidedAt',
  'reason',
  'stale',
  'corrected_at as correctedAt',
  'withdrawn_at as withdrawnAt',
] as const;

/** On a page, and in a portion of the copy. */
export const mostOwn = 50;

/** One's own, newest first; after `after` when given (the last one of the portion before). */
export async function requestsOf(
  db: Database,
  accountId: string,
  after?: Pick<CorrectionRequest, 'id'>,
): Promise<CorrectionRequest[]> {
  return (
    db
      .selectFrom('corrections.request')
      .select(columns)
      .where('account_id', '=', accountId)
      // Compared in the database: its instants are finer than those of the program.
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(asked_at, id) < (select asked_at, id from corrections.request where id = ${after?.id})`,
        ),
      )
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(mostOwn)
      .execute() as Promise<CorrectionRequest[]>
  );
}

export async function requestById(
  db: Database,
  id: string,
  lock = false,
): Promise<CorrectionRequest | undefined> {
  return db
    .selectFrom('corrections.request')
    .select(columns)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst() as Promise<CorrectionRequest | undefined>;
}

/** The one request that may be open for a value of an entry. */
export async function openRequestFor(
  db: Database,
  { register, entryId, field }: { register: RegisterId; entryId: string; field: string },
): Promise<OpenRequest | undefined> {
  return db
    .selectFrom('corrections.request')
    .select(['id', 'account_id as accountId', 'due'])
    .where('register', '=', register)
    .where('entry_id', '=', entryId)
    .where('field', '=', field)
    .where('state', 'in', ['open', 'accepted'])
    .executeTakeFirst();
}

/** Those that wait for a decision, by due day; after `after` when given (the key of the last one shown). */
export async function openRequests(
  db: Database,
  units: readonly string[],
  limit: number,
  after?: { due: string; id: string },
): Promise<CorrectionRequest[]> {
  return db
    .selectFrom('corrections.request')
    .select(columns)
    .where('state', '=', 'open')
    .where('unit', 'in', ['', ...units])
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(due, id) > (${after?.due ?? ''}::date, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('due')
    .orderBy('id')
    .limit(limit)
    .execute() as Promise<CorrectionRequest[]>;
}

/** Those decided last. */
export async function decidedRequests(
  db: Database,
  units: readonly string[],
  limit: number,
): Promise<CorrectionRequest[]> {
  return db
    .selectFrom('corrections.request')
    .select(columns)
    .where('decided_at', 'is not', null)
    .where('unit', 'in', ['', ...units])
    .orderBy('decided_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute() as Promise<CorrectionRequest[]>;
}

/** By request. */
export async function recipientsOf(db: Database, ids: readonly string[]): Promise<Map<string, Recipient[]>> {
  const found = new Map<string, Recipient[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('corrections.recipient')
    .select(['request_id', 'kind', 'name', 'had_at'])
    .where('request_id', 'in', [...ids])
    .orderBy('request_id')
    .orderBy('number')
    .execute();
  for (const row of rows)
    found.set(row.request_id, [
      ...(found.get(row.request_id) ?? []),
      { kind: row.kind as Recipient['kind'], name: row.name, hadAt: row.had_at },
    ]);
  return found;
}
