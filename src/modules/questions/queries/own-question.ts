// One's own questions: of an account, or the one behind a secret address. Notes of staff are not among their steps.
import { sql, type Selectable } from 'kysely';
import { anonymous, type PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData, type SecretHolder } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { QuestionsReading, QuestionsStep } from '../../../kernel/db/tables.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { hashOf } from '../../../kernel/secret.ts';
import type { Question } from '../question.ts';

export type OwnStepRow = Pick<Selectable<QuestionsStep>, 'kind' | 'text' | 'unit' | 'to_unit' | 'at'>;

export interface OwnQuestion {
  question: Question;
  steps: OwnStepRow[];
  readings: Pick<Selectable<QuestionsReading>, 'unit' | 'day'>[];
  isPublished: boolean;
  /** Of somebody without account. */
  address: { confirmed: boolean } | undefined;
}

export const secretHolder = (secret: string): SecretHolder => ({ ...anonymous, tokenHash: hashOf(secret) });

export const ownQuestion = (app: App, actor: PersonActor, id: string): Promise<OwnQuestion | undefined> =>
  ownData(app, actor, async (db) => {
    const row = await db
      .selectFrom('questions.question')
      .selectAll()
      .where('id', '=', id)
      .where('account_id', '=', actor.id)
      .executeTakeFirst();
    return row && around(db, row as Question);
  });

export const secretQuestion = (app: App, holder: SecretHolder): Promise<OwnQuestion | undefined> =>
  ownData(app, holder, async (db) => {
    const row = await db
      .selectFrom('questions.key as key')
      .innerJoin('questions.question as question', 'question.id', 'key.question_id')
      .selectAll('question')
      .where('key.hash', '=', holder.tokenHash)
      .executeTakeFirst();
    return row && around(db, row as Question);
  });

async function around(db: Database, question: Question): Promise<OwnQuestion> {
  const { id } = question;
  const steps = await db
    .selectFrom('questions.step')
    .select(['kind', 'text', 'unit', 'to_unit', 'at'])
    .where('question_id', '=', id)
    .where('kind', 'not in', ['note', 'article'])
    .orderBy('id')
    .execute();
  const readings = await db
    .selectFrom('questions.reading')
    .select(['unit', 'day'])
    .where('question_id', '=', id)
    .orderBy('day')
    .orderBy('unit')
    .execute();
  const beside = await db
    .selectFrom('questions.question as question')
    .leftJoin('questions.address as address', 'address.question_id', 'question.id')
    .leftJoin('questions.published as published', 'published.question_id', 'question.id')
    .select(['address.email', 'address.confirmed_at as confirmedAt', 'published.question_id as published'])
    .where('question.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    ...{ question, steps, readings },
    isPublished: beside.published !== null,
    address: beside.email === null ? undefined : { confirmed: beside.confirmedAt !== null },
  };
}

export const mostOwn = 30;

/** Of an account, newest first, by key. */
export async function ownQuestions(
  app: App,
  actor: PersonActor,
  after?: readonly [at: string, id: string],
): Promise<{ items: Question[]; next: string | null }> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('questions.question')
      .selectAll()
      .where('account_id', '=', actor.id)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(asked_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(mostOwn + 1)
      .execute(),
  );
  const items = rows.slice(0, mostOwn) as Question[];
  const last = rows.length > mostOwn ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.asked_at.toISOString(), last.id]) };
}

export interface ExportedQuestion {
  [key: string]: unknown;
  title: string;
  body: string;
  answer: string;
  at: string;
  steps: { kind: string; text: string; at: string; unit: string | null; toUnit: string | null }[];
}

/** All of an account with all their steps, those of staff too: they are data about the person. */
export async function* exportOwnQuestions(app: App, actor: PersonActor): AsyncGenerator<ExportedQuestion> {
  let after: readonly [string, string] | undefined;
  do {
    const { items, next } = await ownQuestions(app, actor, after);
    const steps = await ownData(app, actor, (db) =>
      db
        .selectFrom('questions.step')
        .select(['question_id', 'kind', 'text', 'at', 'unit', 'to_unit as toUnit'])
        .where('question_id', 'in', [actor.id, ...items.map(({ id }) => id)])
        .orderBy('id')
        .execute(),
    );
    for (const { id, account_id: _account, assignee_id: _assignee, answered_by: _by, ...rest } of items)
      yield {
        ...rest,
        id,
        at: rest.asked_at.toISOString(),
        steps: steps
          .filter((each) => each.question_id === id)
          .map(({ question_id: _question, at, ...step }) => ({ ...step, at: at.toISOString() })),
      };
    after = readPageKey(next ?? undefined, 'instant', 'uuid');
  } while (after);
}
