// Opens many cases of invented persons in a few statements, for runs at scale: the rows, entries and events that one by one would leave.
import { lifecycleOf, transition, type ActionId } from '../../../engine/index.ts';
import type { Actor, StaffActor } from '../../../kernel/actor.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import type { Event, Transaction } from '../../../kernel/transaction.ts';
import { legalBasisOf, purposeOf } from '../legal-basis.ts';
import { clockRow, historyRow } from './apply-effects.ts';
import { matterRow, newMatter } from './new-matter.ts';
import type { Submission } from './open-case.ts';

/** What happens to it at once: a clerk takes it, or the person withdraws; absent: it waits. */
export interface InventedCase {
  submission: Submission;
  takenBy?: StaffActor;
  withdrawn?: true;
}

/**
 * No subscriber hears of these cases: no mails, no letters.
 * @param cases decided by staff, without files, signatures and appointments
 * @returns references in the same order
 */
export async function openInventedCases(tx: Transaction, cases: readonly InventedCase[]): Promise<string[]> {
  const rows = cases.map((each) => rowsOf(tx, each));
  await tx.db
    .insertInto('cases.matter')
    .values(rows.map(({ matter }) => matter))
    .execute();
  await tx.db
    .insertInto('cases.clock')
    .values(rows.map(({ clock }) => clock))
    .execute();
  await tx.db
    .insertInto('cases.history_entry')
    .values(rows.flatMap(({ history }) => history))
    .execute();
  await tx.recordAccess(...rows.flatMap(({ accesses }) => accesses));
  await tx.emitUnheard(rows.flatMap(({ events }) => events));
  return rows.map(({ matter }) => matter.ref);
}

function rowsOf({ app }: Transaction, { submission, takenBy, withdrawn }: InventedCase) {
  const { definition, owner, channel, inBatch } = submission;
  const matter = newMatter(app, submission);
  const { ref, due } = matter;
  if (due === null) throw new Error(`Service ${definition.id} decides an invented case at once`);
  const history = [
    historyRow({ app, actor: owner }, matter, { action: 'submit', fromState: null, input: {} }),
  ];
  const about = { subject: owner.id, caseRef: ref };
  const accesses: Access[] = [
    {
      ...{ ...about, kind: 'change', as: owner, fields: ['answers'] },
      ...{ purpose: `submit|${definition.id}`, legalBasis: legalBasisOf(definition) },
    },
  ];
  const events: Event[] = [
    {
      type: 'case.submitted',
      subject: ref,
      data: { service: definition.id, atOnce: false, channel, inBatch },
    },
  ];
  const act = (action: ActionId, actor: Actor, by: 'person' | 'staff', type: string) => {
    const fromState = matter.state;
    const result = transition(lifecycleOf(definition.process.use), { state: fromState }, action, by, {});
    if ('fault' in result) throw new Error(`Service ${definition.id} has no ${action}: ${result.fault}`);
    matter.state = result.state;
    matter.revision += 1;
    history.push(historyRow({ app, actor }, matter, { action, fromState, input: {} }));
    events.push({ type, subject: ref, data: { service: definition.id, state: matter.state, by, action } });
  };
  let stopped = {};
  if (takenBy) {
    matter.assigneeId = takenBy.id;
    act('take', takenBy, 'staff', 'case.taken');
    accesses.push({
      ...{ ...about, kind: 'change', as: takenBy, fields: ['history'] },
      ...purposeOf(definition, 'case-handling'),
    });
  } else if (withdrawn) {
    act('withdraw', owner, 'person', 'case.withdrawn');
    const at = app.clock.now();
    matter.outcome = {
      ...{ action: 'withdraw', reasons: '', conditions: [], by: 'person', staffId: null },
      at: at.toISOString(),
    };
    matter.closedAt = at;
    matter.due = null;
    stopped = { stopped_on: app.clock.today() };
  }
  const clock = {
    stopped_on: null,
    ...clockRow(app, ref, definition.process.promise.workingDays, due),
    ...stopped,
  };
  return { matter: matterRow(matter, owner), clock, history, accesses, events };
}
