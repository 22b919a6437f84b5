// Promises a benefit that a live measure of the product will judge, or drops a promise with its reason; it is never altered.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isPublic } from '../initiative.ts';
import { readingOf } from '../measures/registry.ts';
import { requireEdit } from '../permissions.ts';
import { keepVerdict } from './judge-hypotheses.ts';
import { holdInitiative, touch } from './take-step.ts';

export interface NewHypothesis {
  /** Made with the form. */
  id: string;
  initiative: string;
  measure: string;
  /** Empty: the canton as a whole. */
  service: string;
  baseline: number;
  target: number;
  dueOn: string;
}

/**
 * What the measure says at this moment is kept as the first verdict, so that everybody sees whether the baseline was honest.
 * @throws Fault FORBIDDEN, NOT_FOUND, SENT_BEFORE
 */
export async function promiseBenefit(app: App, staff: StaffActor, hypothesis: NewHypothesis): Promise<void> {
  // Measures are asked outside of transactions: some count.
  const reading = await readingOf(app, hypothesis.measure, hypothesis.service);
  await transact(app, staff, async (tx) => {
    const initiative = await holdInitiative(tx, hypothesis.initiative);
    requireEdit(app, staff, initiative.unit);
    const { id, measure, service, baseline, target, dueOn } = hypothesis;
    const row = await tx.db
      .insertInto('initiatives.hypothesis')
      .values({
        ...{ id, measure, service, baseline, target },
        initiative_id: initiative.id,
        baseline_on: app.clock.today(),
        due_on: dueOn,
        set_at: app.clock.now(),
        set_by_id: staff.id,
        set_by_name: staff.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) {
      const before = await tx.db
        .selectFrom('initiatives.hypothesis')
        .select(['initiative_id', 'measure', 'service', 'baseline', 'target', 'due_on'])
        .where('id', '=', id)
        .executeTakeFirst();
      const same =
        before?.initiative_id === initiative.id &&
        before.measure === measure &&
        before.service === service &&
        before.baseline === baseline &&
        before.target === target &&
        before.due_on === dueOn;
      if (!same) throw new Fault('SENT_BEFORE');
      return;
    }
    await touch(tx, initiative, 'promised', staff);
    await keepVerdict(tx, { id, measure, baseline, target, dueOn }, reading);
  });
}

/** @throws Fault FORBIDDEN, NOT_FOUND, HYPOTHESIS_CLOSED for one that was judged finally: its verdict stays */
export async function dropHypothesis(
  app: App,
  staff: StaffActor,
  { id, why, language }: { id: string; why: string; language: Language },
): Promise<void> {
  await transact(app, staff, async (tx) => {
    const row = await tx.db
      .selectFrom('initiatives.hypothesis')
      .select(['initiative_id', 'judged_finally', 'dropped_why'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Fault('NOT_FOUND');
    const initiative = await holdInitiative(tx, row.initiative_id);
    requireEdit(app, staff, initiative.unit);
    if (row.dropped_why === why) return;
    const dropped = await tx.db
      .updateTable('initiatives.hypothesis')
      .set({ dropped_at: app.clock.now(), dropped_why: why, dropped_language: language })
      .where('id', '=', id)
      .where('dropped_at', 'is', null)
      .where('judged_finally', '=', false)
      .returning('id')
      .executeTakeFirst();
    if (!dropped) throw new Fault('HYPOTHESIS_CLOSED');
    await touch(tx, initiative, 'dropped', staff);
    if (isPublic(initiative))
      await tx.emit({ type: 'initiative.promise-dropped', subject: initiative.id, data: { hypothesis: id } });
  });
}
