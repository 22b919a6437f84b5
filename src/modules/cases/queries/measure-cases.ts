// How cases went, by service: how many, how many were decided at once, how long until the decision. No person is named.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

export interface CaseMeasures {
  /** Cases submitted. */
  cases: number;
  /** Of these, decided by the rules without a person. */
  atOnce: number;
  /** Median from submission to decision, in seconds; withdrawn and open cases don't count. Null without a decision. */
  medianSeconds: number | null;
  /** Questions that were not asked because a register or the account knew the answer. */
  notAsked: number;
  /** Questions that were asked only because a register gave no answer. */
  askedInSilence: number;
}

/**
 * Cases submitted since an instant, by id of the service; services without cases are absent.
 * Both questions are answered from indexes alone (`matter_measure`, `matter_at_once`).
 */
export async function measureCases(app: App, since: Date): Promise<Map<string, CaseMeasures>> {
  const [all, atOnce] = await Promise.all([
    impersonal(app, 'count', (db) =>
      db
        .selectFrom('cases.matter')
        .select([
          'service_id',
          sql<number>`count(*)::int`.as('cases'),
          sql<number>`sum(not_asked)::int`.as('notAsked'),
          sql<number>`sum(asked_in_silence)::int`.as('askedInSilence'),
          sql<
            number | null
          >`percentile_cont(0.5) within group (order by extract(epoch from closed_at - submitted_at))
          filter (where closed_at is not null and state <> 'withdrawn')`.as('median'),
        ])
        .where('submitted_at', '>=', since)
        .groupBy('service_id')
        .execute(),
    ),
    impersonal(app, 'count', (db) =>
      db
        .selectFrom('cases.matter')
        .select(['service_id', sql<number>`count(*)::int`.as('cases')])
        .where('submitted_at', '>=', since)
        .where(sql<boolean>`outcome ->> 'by' = 'programme'`)
        .groupBy('service_id')
        .execute(),
    ),
  ]);
  const decided = new Map(atOnce.map((row) => [row.service_id, row.cases]));
  return new Map(
    all.map(({ service_id, cases, median, notAsked, askedInSilence }) => [
      service_id,
      {
        cases,
        atOnce: decided.get(service_id) ?? 0,
        medianSeconds: median === null ? null : Math.round(median),
        notAsked,
        askedInSilence,
      },
    ]),
  );
}
