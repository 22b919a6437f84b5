// What a unit has to answer. Each look is logged for askers with an account; a question that was opened says so to any asker, beside it.
import { sql, type Selectable } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { QuestionsStep } from '../../../kernel/db/tables.ts';
import { Fault } from '../../../kernel/errors.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { unitsInSight } from '../../policy/index.ts';
import { mayHandle, recordUse } from '../actions/hold-question.ts';
import type { Question } from '../question.ts';
import { publishedById, type Published } from './published.ts';

export const desks = ['open', 'waiting', 'answered'] as const;
export type Desk = (typeof desks)[number];

export type DeskItem = Pick<
  Question,
  'id' | 'title' | 'language' | 'unit' | 'due' | 'asked_at' | 'public' | 'assignee_id' | 'reroutes'
>;

/** By due day, the one that is due first at the top; by key. */
export async function deskQuestions(
  app: App,
  actor: StaffActor,
  {
    desk,
    limit,
    after,
  }: { desk: Desk; limit: number; after?: readonly [due: string, id: string] | undefined },
): Promise<{ items: DeskItem[]; next: string | null }> {
  return transact(app, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('questions.question')
      .select(['id', 'title', 'language', 'unit', 'due', 'asked_at', 'public', 'assignee_id', 'reroutes'])
      .select('account_id')
      .where(unitsInSight(app, actor, 'questions'))
      .where('state', '=', desk)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(due, id) > (${after?.[0]}::date, ${after?.[1]}::uuid)`),
      )
      .orderBy('due')
      .orderBy('id')
      .limit(limit + 1)
      .execute();
    const items = rows.slice(0, limit);
    const askers = new Set(items.flatMap(({ account_id }) => account_id ?? []));
    await tx.recordAccess(
      ...[...askers].map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['question'],
        purpose: 'questions',
      })),
    );
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map(({ account_id: _account, ...item }) => item),
      next: pageKey(last && [last.due, last.id]),
    };
  });
}

export interface StaffQuestion {
  question: Question;
  steps: Selectable<QuestionsStep>[];
  published: Published | undefined;
}

/** @throws Fault NOT_FOUND also for what lies with another unit */
export async function staffQuestion(app: App, actor: StaffActor, id: string): Promise<StaffQuestion> {
  const published = await publishedById(app, id);
  return transact(app, actor, async (tx) => {
    const row = await tx.db
      .selectFrom('questions.question')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row || !mayHandle(app, actor, row.unit)) throw new Fault('NOT_FOUND');
    const question = row as Question;
    await recordUse(tx, question, 'read', actor.unit);
    const steps = await tx.db
      .selectFrom('questions.step')
      .selectAll()
      .where('question_id', '=', id)
      .orderBy('id')
      .execute();
    return { question, steps, published };
  });
}
