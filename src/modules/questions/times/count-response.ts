// Keeps the times to first answers as they happen: a histogram by unit and month, and how many wait. No single case is kept.
import { sql } from 'kysely';
import { workingDaysBetween } from '../../../engine/index.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { holidaysOf } from '../../organisation/index.ts';

export type ResponseKind = 'question';

/** Days longer than a year say no more. */
const mostDays = 365;

/** @param response `askedAt` until today, in working days of the canton; `due` the promised day */
export async function countResponse(
  tx: Transaction,
  kind: ResponseKind,
  { unit, askedAt, due }: { unit: string; askedAt: Date; due: string },
): Promise<void> {
  const today = tx.app.clock.today();
  const asked = dayInSwitzerland(askedAt);
  const days = Math.min(mostDays, workingDaysBetween(asked, today, holidaysOf(tx.app)));
  await tx.db
    .insertInto('questions.response')
    .values({
      kind,
      unit,
      month: `${today.slice(0, 7)}-01`,
      days,
      count: 1,
      within: today <= due ? 1 : 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'unit', 'month', 'days']).doUpdateSet({
        count: sql`questions.response.count + 1`,
        within: sql`questions.response.within + excluded.within`,
      }),
    )
    .execute();
}

/** One more that waits for its first answer, or with -1 one less. */
export async function countOpen(
  tx: Transaction,
  kind: ResponseKind,
  unit: string,
  step: 1 | -1,
): Promise<void> {
  await tx.db
    .insertInto('questions.response_open')
    .values({ kind, unit, count: step })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'unit']).doUpdateSet({ count: sql`questions.response_open.count + ${step}` }),
    )
    .execute();
}
