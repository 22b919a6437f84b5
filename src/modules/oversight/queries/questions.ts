// Questions about uses of data: one's own, and those that the data protection officer has to answer.
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';

export interface AccessQuestion {
  id: string;
  accountId: string;
  entries: string[];
  question: string;
  language: string;
  askedAt: Date;
  /** `YYYY-MM-DD` */
  due: string;
  answer: string | null;
  answeredAt: Date | null;
}

const columns = [
  'id',
  'account_id as accountId',
  'question',
  'language',
  'asked_at as askedAt',
  'answer',
  'answered_at as answeredAt',
] as const;
const more = [sql<string>`due::text`.as('due'), sql<string[]>`entries::text[]`.as('entries')];

/** More than a person has at a time; the newest. */
const mostOwn = 50;

/** One's own, newest first. */
export async function questionsOf(db: Database, accountId: string): Promise<AccessQuestion[]> {
  return db
    .selectFrom('oversight.question')
    .select([...columns, ...more])
    .where('account_id', '=', accountId)
    .orderBy('asked_at', 'desc')
    .limit(mostOwn)
    .execute() as Promise<AccessQuestion[]>;
}

/** Those without an answer, by due day; after `after` when given (the key of the last one shown). */
export async function openQuestions(
  db: Database,
  limit: number,
  after?: { due: string; id: string },
): Promise<AccessQuestion[]> {
  return db
    .selectFrom('oversight.question')
    .select([...columns, ...more])
    .where('answered_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(due, id) > (${after?.due ?? ''}::date, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('due')
    .orderBy('id')
    .limit(limit)
    .execute() as Promise<AccessQuestion[]>;
}

/** The latest answers. */
export async function answeredQuestions(db: Database, limit: number): Promise<AccessQuestion[]> {
  return db
    .selectFrom('oversight.question')
    .select([...columns, ...more])
    .where('answered_at', 'is not', null)
    .orderBy('answered_at', 'desc')
    .limit(limit)
    .execute() as Promise<AccessQuestion[]>;
}

export async function questionById(db: Database, id: string): Promise<AccessQuestion | undefined> {
  return db
    .selectFrom('oversight.question')
    .select([...columns, ...more])
    .where('id', '=', id)
    .executeTakeFirst() as Promise<AccessQuestion | undefined>;
}

export interface UnusualReading {
  id: string;
  actorId: string;
  unit: string | null;
  persons: number;
  since: Date;
  /** When they read last, as far as it has been looked at. */
  until: Date;
  noticedAt: Date;
}

/** The latest first. */
export async function unusualReadings(db: Database, limit: number): Promise<UnusualReading[]> {
  return db
    .selectFrom('oversight.unusual_reading')
    .select(['id', 'actor_id as actorId', 'unit', 'persons', 'since', 'until', 'noticed_at as noticedAt'])
    .orderBy('noticed_at', 'desc')
    .limit(limit)
    .execute();
}
