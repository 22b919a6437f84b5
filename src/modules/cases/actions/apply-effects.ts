// Carries out what a transition demands, in its transaction: clocks, letters, the end of a case.
import type { LifecycleEffect } from '../../../engine/index.ts';
import { signedInId } from '../../../kernel/acting.ts';
import { addWorkingDays, moveClock as nextClockState } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { Matter, Outcome } from '../queries/load-matter.ts';
import { issueDocument } from './issue-document.ts';

const promise = 'promise';

/**
 * Applies the effects in their order to the rows of the case.
 * @param matter as it is after the transition (state and outcome already set)
 * @returns ids of the documents that were issued
 */
export async function applyEffects(
  tx: Transaction,
  matter: Matter,
  effects: readonly LifecycleEffect[],
  words: { reasons?: string; conditions?: string[]; question?: string },
): Promise<string[]> {
  const documents: string[] = [];
  for (const effect of effects) {
    if (effect.kind === 'clock') await moveClock(tx, matter, effect.do);
    if (effect.kind === 'letter' && effect.letter !== 'question') {
      documents.push(await issueDocument(tx, matter, effect.letter, words));
    }
  }
  return documents;
}

async function moveClock(
  tx: Transaction,
  matter: Matter,
  move: 'start' | 'pause' | 'resume' | 'stop',
): Promise<void> {
  const clock = await tx.db
    .selectFrom('cases.clock')
    .selectAll()
    .where('case_ref', '=', matter.ref)
    .where('id', '=', promise)
    .executeTakeFirst();
  if (move === 'start' || !clock) return;
  const before = {
    startedOn: clock.started_on,
    due: clock.due,
    pausedOn: clock.paused_on,
    daysLeft: clock.days_left,
    extended: 0,
    stoppedOn: clock.stopped_on,
  };
  const rule = { count: 'working' as const, days: clock.working_days };
  const calendar = { isHoliday: holidaysOf(tx.app), inRecess: () => false };
  const after = nextClockState(rule, before, move, tx.app.clock.today(), calendar);
  // What has stopped is not moved any more.
  if ('fault' in after) return;
  await tx.db
    .updateTable('cases.clock')
    .set({
      due: after.due,
      paused_on: after.pausedOn,
      days_left: after.daysLeft,
      stopped_on: after.stoppedOn,
    })
    .where('case_ref', '=', matter.ref)
    .where('id', '=', promise)
    .execute();
  // A case that waits, or is done, has no day by which we promise anything.
  matter.due = after.pausedOn === null && after.stoppedOn === null ? after.due : null;
}

/** The day until which a promise given today holds. */
export function promisedDay(app: App, workingDays: number): string {
  return addWorkingDays(app.clock.today(), workingDays, holidaysOf(app));
}

/** Starts the clock of the promise. */
export async function startClock(
  tx: Transaction,
  ref: string,
  workingDays: number,
  due: string,
): Promise<void> {
  await tx.db
    .insertInto('cases.clock')
    .values(clockRow(tx.app, ref, workingDays, due))
    .execute();
}

/** A clock of the promise that starts today, as a row. */
export function clockRow(app: App, ref: string, workingDays: number, due: string) {
  return { case_ref: ref, id: promise, started_on: app.clock.today(), working_days: workingDays, due };
}

/** Writes what has changed of the case and its line of history; `revision` goes up so that stale pages are noticed. */
export async function saveMatter(
  tx: Transaction,
  matter: Matter,
  entry: HistoryLine & { closed: boolean },
): Promise<void> {
  matter.revision += 1;
  if (entry.closed) matter.closedAt = tx.app.clock.now();
  await tx.db
    .updateTable('cases.matter')
    .set({
      state: matter.state,
      revision: matter.revision,
      assignee_id: matter.assigneeId,
      due: matter.due,
      outcome: matter.outcome === null ? null : JSON.stringify(matter.outcome satisfies Outcome),
      closed_at: matter.closedAt,
    })
    .where('ref', '=', matter.ref)
    .execute();
  await addHistory(tx, matter, entry);
}

interface HistoryLine {
  action: string;
  /** Null for the first line. */
  fromState: string | null;
  input: Record<string, unknown>;
}

/** Writes a line of history: the actor of the transaction brought the case to the state that it is in now. */
export async function addHistory(tx: Transaction, matter: Matter, entry: HistoryLine): Promise<void> {
  await tx.db
    .insertInto('cases.history_entry')
    .values(historyRow(tx, matter, entry))
    .execute();
}

/** A line of history as a row. */
export function historyRow(
  { actor, app }: Pick<Transaction, 'actor' | 'app'>,
  matter: Matter,
  entry: HistoryLine,
) {
  return {
    case_ref: matter.ref,
    at: app.clock.now(),
    action: entry.action,
    from_state: entry.fromState,
    to_state: matter.state,
    actor_kind: actor.kind,
    // Whoever did it, also for somebody else.
    actor_id: actor.kind === 'person' ? signedInId(actor) : actor.kind === 'staff' ? actor.id : null,
    actor_unit: actor.kind === 'staff' ? actor.unit : null,
    input: JSON.stringify(entry.input),
  };
}
