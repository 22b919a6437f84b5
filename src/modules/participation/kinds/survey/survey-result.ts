// What a survey says: answers counted by option. What people wrote in words is not published.
import { sql } from 'kysely';
import type { App } from '../../../../kernel/app.ts';
import { impersonal } from '../../../../kernel/audit/personal-data.ts';
import type { Process } from '../../process.ts';
import { protectSmall, type Group } from '../../queries/representation.ts';
import { questionsOf, type Question } from './part.ts';

export interface CountedQuestion {
  question: Question;
  counts: Group[];
}

/** Only questions with given answers; small counts are protected. */
export async function countAnswers(app: App, process: Process): Promise<CountedQuestion[]> {
  const counted = questionsOf(process).filter(({ type }) =>
    ['choice', 'multichoice', 'yesno'].includes(type),
  );
  return Promise.all(
    counted.map(async (question) => {
      const rows = await impersonal(app, 'count', (db) =>
        db
          .selectFrom('participation.contribution as c')
          .innerJoin(
            sql<{ value: string }>`lateral (select jsonb_array_elements_text(
              case when jsonb_typeof(c.data -> ${question.id}) = 'array' then c.data -> ${question.id}
              else jsonb_build_array(c.data -> ${question.id}) end) as value)`.as('given'),
            (join) => join.onTrue(),
          )
          .select('given.value as group')
          .select(sql<number>`count(*)::int`.as('count'))
          .where('c.process_id', '=', process.id)
          .where('c.act', '=', 'answer')
          .where('given.value', 'is not', null)
          .groupBy('given.value')
          .execute(),
      );
      const found = new Map(rows.map(({ group, count }) => [group, count]));
      const options = question.options?.map(({ id }) => id) ?? ['true', 'false'];
      return {
        question,
        counts: protectSmall(options.map((group) => ({ group, count: found.get(group) ?? 0 }))),
      };
    }),
  );
}
