// The draft of an organisation: its texts as they stand, who wrote which, and who has agreed to release it.
import { sql } from 'kysely';
import type { Database } from '../../../../../kernel/db/connect.ts';

export interface Statement {
  id: string;
  process: string;
  organisation: string;
  name: string;
  language: string;
  version: number;
  releasedAt: Date | null;
}

export interface StatementText {
  /** A paragraph; empty: what is said of the whole. */
  anchor: string;
  revision: number;
  body: string;
  writtenBy: string;
  writer: string;
  writtenAt: Date;
}

export interface Consent {
  account: string;
  signatory: string;
  texts: number;
  givenAt: Date;
}

/** Within the scope of whoever acts for the organisation. */
export async function findStatement(
  db: Database,
  process: string,
  organisation: string,
  hold = false,
): Promise<Statement | undefined> {
  let query = db
    .selectFrom('participation.statement')
    .select(['id', 'process_id as process', 'organisation', 'name', 'language'])
    .select(['version', 'released_at as releasedAt'])
    .where('process_id', '=', process)
    .where('organisation', '=', organisation);
  if (hold) query = query.forUpdate();
  return query.executeTakeFirst();
}

const texts = (db: Database, statement: string) =>
  db
    .selectFrom('participation.statement_text')
    .select(['anchor', 'revision', 'body', 'written_by as writtenBy', 'writer'])
    .select('written_at as writtenAt')
    .where('statement_id', '=', statement);

/** The text of each anchor that stands now, also where it was emptied. */
export const standingTexts = (db: Database, statement: string): Promise<StatementText[]> =>
  texts(db, statement).distinctOn('anchor').orderBy('anchor').orderBy('revision', 'desc').execute();

/** All that was ever saved to an anchor, newest first. */
export const historyOf = (
  db: Database,
  statement: string,
  anchor: string,
  limit: number,
): Promise<StatementText[]> =>
  texts(db, statement).where('anchor', '=', anchor).orderBy('revision', 'desc').limit(limit).execute();

/** How many texts were saved so far: another one makes it another draft. */
export async function savedTexts(db: Database, statement: string): Promise<number> {
  const { count } = await db
    .selectFrom('participation.statement_text')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('statement_id', '=', statement)
    .executeTakeFirstOrThrow();
  return count;
}

export const consentsOf = (db: Database, statement: string): Promise<Consent[]> =>
  db
    .selectFrom('participation.statement_consent')
    .select(['account_id as account', 'signatory', 'texts', 'given_at as givenAt'])
    .where('statement_id', '=', statement)
    .orderBy('given_at')
    .execute();
