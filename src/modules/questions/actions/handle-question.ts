// What staff do with a question: take it, answer it, ask its asker back, send it on to another unit, note something.
import { workingDaysBetween } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { Question, StepKind } from '../question.ts';
import { configOf } from '../questions-config.ts';
import { isRead } from '../routing.ts';
import { countOpen, countResponse } from '../times/count-response.ts';
import { holdQuestion, saveQuestion } from './hold-question.ts';
import { writeStep } from './write-step.ts';

export type Handling =
  | { step: 'take' }
  | { step: 'note'; text: string }
  | { step: 'answer'; text: string; links: readonly string[] }
  | { step: 'ask'; text: string }
  | { step: 'reroute'; text: string; unit: string };

interface Held {
  tx: Transaction;
  actor: StaffActor;
  question: Question;
}

/** @throws Fault NOT_FOUND, REVISION_CONFLICT, QUESTION_NOT_NOW, QUESTION_STAYS */
export async function handleQuestion(
  app: App,
  actor: StaffActor,
  id: string,
  revision: number,
  handling: Handling,
): Promise<void> {
  const read = handling.step === 'reroute' && (await isRead(app, handling.unit));
  await transact(app, actor, async (tx) => {
    const question = await holdQuestion(tx, actor, id, revision);
    const held = { tx, actor, question };
    if (handling.step === 'take') return take(held);
    if (handling.step === 'note') {
      await saveQuestion(tx, question, {});
      return writeStep(tx, id, 'note', { text: handling.text, unit: actor.unit });
    }
    if (handling.step === 'answer') return answer(held, handling);
    if (question.state !== 'open') throw new Fault('QUESTION_NOT_NOW');
    return handling.step === 'ask' ? askBack(held, handling) : reroute(held, handling, read);
  });
}

/** History, and the event by which the asker is told. */
async function tell(
  { tx, question }: Held,
  kind: StepKind,
  line: { text?: string; unit: string; toUnit?: string },
): Promise<void> {
  await writeStep(tx, question.id, kind, line);
  const data = { revision: question.revision + 1 };
  await tx.emit({ type: `question.${kind}`, subject: question.id, data });
}

async function take({ tx, actor, question }: Held): Promise<void> {
  if (question.state === 'withdrawn') throw new Fault('QUESTION_NOT_NOW');
  await saveQuestion(tx, question, { assignee_id: actor.id });
  await writeStep(tx, question.id, 'taken', { unit: actor.unit });
}

/** A second answer corrects the first one; only the first one counts for the time. */
async function answer(
  held: Held,
  { text, links }: { text: string; links: readonly string[] },
): Promise<void> {
  const { tx, actor, question } = held;
  if (question.state === 'withdrawn') throw new Fault('QUESTION_NOT_NOW');
  const now = tx.app.clock.now();
  await saveQuestion(tx, question, {
    state: 'answered',
    answer: text,
    links: [...links],
    answered_by: actor.id,
    days_left: null,
    first_answer_at: question.first_answer_at ?? now,
    ended_at: now,
  });
  if (question.first_answer_at === null) {
    const { unit, asked_at: askedAt, due } = question;
    await countOpen(tx, 'question', unit, -1);
    await countResponse(tx, 'question', { unit, askedAt, due });
  }
  await tell(held, 'answered', { text, unit: actor.unit });
}

/** The clock rests until the asker has replied. */
async function askBack(held: Held, { text }: { text: string }): Promise<void> {
  const { tx, actor, question } = held;
  const { app } = tx;
  await saveQuestion(tx, question, {
    state: 'waiting',
    days_left: Math.max(0, workingDaysBetween(app.clock.today(), question.due, holidaysOf(app))),
  });
  await tell(held, 'asked-back', { text, unit: actor.unit });
}

/**
 * The clock runs on. Sent on too often, also in a circle, the question goes to the unit that coordinates; what that one
 * decides stays. It gets as well what nobody would read elsewhere.
 */
async function reroute(
  held: Held,
  wanted: { text: string; unit: string },
  isReadThere: boolean,
): Promise<void> {
  const { tx, actor, question } = held;
  const { most, coordinator } = configOf.of(tx.app).reroutes;
  const decides = question.unit === coordinator;
  if (question.reroutes > most && !decides) throw new Fault('QUESTION_STAYS');
  const toUnit = (question.reroutes < most || decides) && isReadThere ? wanted.unit : coordinator;
  if (toUnit === question.unit) throw new Fault('QUESTION_STAYS');
  await saveQuestion(tx, question, { unit: toUnit, assignee_id: null, reroutes: question.reroutes + 1 });
  if (question.first_answer_at === null) {
    await countOpen(tx, 'question', question.unit, -1);
    await countOpen(tx, 'question', toUnit, 1);
  }
  await tell(held, 'rerouted', { text: wanted.text, unit: actor.unit, toUnit });
}
