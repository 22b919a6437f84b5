// Starts a try of a test, or gives the one that is open: questions are drawn, the time runs from now.
import { randomInt, randomUUID } from 'node:crypto';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { courseById } from '../courses.ts';
import { drawQuestions, type Chance } from '../draw-questions.ts';
import { pastTries } from '../queries/attempts.ts';
import { waitUntil } from '../tries.ts';
import { endAttempt, endedByItself, lockAttempt } from './end-attempt.ts';

const minute = 60_000;
const steps = 2 ** 32;
/** Nobody can guess the questions from the ones before. */
const chance: Chance = () => randomInt(steps) / steps;

/**
 * @param asked `doubleTime` for whoever reads or types slowly; nobody has to say why
 * @returns id of the try that is open
 * @throws Fault NOT_FOUND; QUIZ_WAIT after too many tries in vain
 */
export async function startAttempt(
  app: App,
  staff: StaffActor,
  asked: { course: string | undefined; language: Language; doubleTime?: boolean },
): Promise<string> {
  const { language, doubleTime = false } = asked;
  const course = courseById(app, asked.course);
  const key = { staffId: staff.id, course: course.id };
  const waiting = await transact(app, staff, async (tx) => {
    tx.ownData();
    const now = app.clock.now();
    const open = await lockAttempt(tx, key);
    if (open) {
      const how = endedByItself(open, course, now);
      if (how === undefined) return undefined;
      await endAttempt(tx, staff, open, { how, course, language });
    }
    const until = waitUntil(await pastTries(tx.db, staff.id, course.id), course.tries, now);
    // Not thrown: what has ended by itself stays ended.
    if (until) return until;
    await tx.db
      .insertInto('learning.attempt')
      .values({
        id: randomUUID(),
        staff_id: staff.id,
        course: course.id,
        version: course.version,
        drawn: JSON.stringify(drawQuestions(course, chance)),
        started_at: now,
        ends_at: new Date(now.getTime() + course.minutesForQuiz * (doubleTime ? 2 : 1) * minute),
      })
      // Pressed twice at once: the other one has begun it.
      .onConflict((conflict) =>
        conflict.columns(['staff_id', 'course']).where('finished_at', 'is', null).doNothing(),
      )
      .execute();
    return undefined;
  });
  if (waiting) throw new Fault('QUIZ_WAIT');
  return transact(app, staff, async (tx) => {
    tx.ownData();
    const open = await lockAttempt(tx, key);
    if (!open) throw new Fault('CONFLICT');
    return open.id;
  });
}
