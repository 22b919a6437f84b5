// initiatives.judge: each night every open promise is judged by its measure; what says something new is kept, with its figures.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Reading } from '../../../kernel/measure.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { measureById, readingOf } from '../measures/registry.ts';
import { openHypotheses, type Hypothesis } from '../queries/hypotheses.ts';
import { isNews, judge } from '../verdict.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'initiatives.judge' };
const together = 100;

type Judged = Pick<Hypothesis, 'id' | 'measure' | 'baseline' | 'target' | 'dueOn'>;

/** Idempotent: a second run of the day keeps nothing. Each measure is taken once, however many promises rest on it. */
export async function judgeHypotheses(app: App): Promise<void> {
  const readings = new Map<string, Promise<Reading>>();
  const readingFor = ({ measure, service }: Hypothesis): Promise<Reading> => {
    const key = `${measure} ${service}`;
    const known = readings.get(key);
    if (known) return known;
    const reading = readingOf(app, measure, service);
    readings.set(key, reading);
    return reading;
  };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const open = await openHypotheses(app, after, together);
    for (const hypothesis of open) {
      const reading = await readingFor(hypothesis);
      await transact(app, programme, async (tx) => keepVerdict(tx, hypothesis, reading));
    }
    if (open.length < together) return;
    after = open.at(-1)?.id ?? after;
  }
}

/** Under a lock: two runs at once, or a run and somebody who drops it, come one after the other. */
export async function keepVerdict(tx: Transaction, hypothesis: Judged, reading: Reading): Promise<void> {
  const { app, db } = tx;
  const held = await db
    .selectFrom('initiatives.hypothesis')
    .select(['initiative_id', 'dropped_at', 'judged_finally'])
    .where('id', '=', hypothesis.id)
    .forUpdate()
    .executeTakeFirst();
  if (!held || held.dropped_at !== null || held.judged_finally) return;
  const better = measureById(app, hypothesis.measure)?.better ?? 'more';
  const { verdict, final } = judge(hypothesis, reading.value, app.clock.today(), better);
  const next = {
    ...{ verdict, final, sample: reading.sample },
    value: verdict === 'not-enough-data' ? null : reading.value,
  };
  const last = await db
    .selectFrom('initiatives.verdict')
    .select(['verdict', 'value', 'sample', 'final'])
    .where('hypothesis_id', '=', hypothesis.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!isNews(last, next)) return;
  const kept = await db
    .insertInto('initiatives.verdict')
    .values({
      ...next,
      hypothesis_id: hypothesis.id,
      day: app.clock.today(),
      since: reading.since ?? null,
      measured_at: reading.at,
    })
    .onConflict((conflict) => conflict.columns(['hypothesis_id', 'day']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!kept) return;
  if (final)
    await db
      .updateTable('initiatives.hypothesis')
      .set({ judged_finally: true })
      .where('id', '=', hypothesis.id)
      .execute();
  // That the figure has moved is no news for subscribers; another verdict is.
  if (last === undefined || (last.verdict === verdict && last.final === final)) return;
  await tx.emit({
    type: 'initiative.verdict',
    subject: held.initiative_id,
    data: { hypothesis: hypothesis.id, verdict, final, day: app.clock.today() },
  });
}
