// Training of the invented staff: the tests are taken by the same actions that people use, on the day that makes them end in time.
import { Type, type Static } from 'typebox';
import type { StaffActor } from '../../kernel/actor.ts';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { runAt } from '../../kernel/clock.ts';
import { demoActor, demoIdentities } from '../identity/index.ts';
import { answerQuestions } from './actions/answer-questions.ts';
import { keepDuties } from './actions/keep-duties.ts';
import { startAttempt } from './actions/start-attempt.ts';
import type { Course } from './course.ts';
import { courseById, courseNamed } from './courses.ts';
import { monthsLater } from './intervals.ts';
import { rightIds } from './judge.ts';
import { ownAttempt } from './queries/attempts.ts';
import { ownCertificates } from './queries/certificates.ts';

const file = 'demo/completions.yaml';
const Schema = Type.Array(
  Type.Object(
    {
      identity: Type.String(),
      course: Type.String(),
      /** From the demonstration's start on its certificate is valid; of one without end: so long ago. */
      days: Type.Integer({ minimum: 1, maximum: 3650 }),
    },
    { additionalProperties: false },
  ),
);
type Completion = Static<typeof Schema>[number];

const demoCompletions = perApp<readonly Completion[]>('The demonstration’s training');

/** @throws StartFault with every fault of the file */
export async function loadCompletions(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return demoCompletions.set(app, []);
  const { data = [], faults, faultAt } = await readCheckedFile(app.canton, file, Schema);
  const staff = new Set(
    demoIdentities(app)
      .filter(({ kind }) => kind === 'staff')
      .map(({ id }) => id),
  );
  data.forEach(({ identity, course: id, days }, index) => {
    if (!staff.has(identity))
      faults.push(faultAt([index, 'identity'], `«${identity}» is nobody of the staff.`));
    const course = courseNamed(app, id);
    if (!course) faults.push(faultAt([index, 'course'], `There is no course «${id}».`));
    else if (beganAt(app, course, days) >= app.clock.now())
      faults.push(faultAt([index, 'days'], `It is valid for ${course.validMonths ?? 0} months only.`));
  });
  stopForFaults(`The file ${file}`, faults);
  demoCompletions.set(app, data);
}

const day = 86_400_000;

/** When the test was taken, so that what came of it ends on the wanted day. */
function beganAt(app: App, { validMonths }: Course, days: number): Date {
  const now = app.clock.now().getTime();
  if (validMonths === undefined) return new Date(now - days * day);
  return monthsLater(new Date(now + days * day), -validMonths);
}

/** Idempotent: whose certificate is valid does it no second time; and a revoked one stays revoked. */
export async function seedCompletions(app: App): Promise<void> {
  for (const each of demoCompletions.of(app)) {
    const actor = await demoActor(app, each.identity);
    if (actor.kind === 'staff') await complete(app, actor, courseById(app, each.course), each.days);
  }
  await keepDuties(app);
}

async function complete(app: App, staff: StaffActor, course: Course, days: number): Promise<void> {
  const now = app.clock.now();
  const held = (await ownCertificates(app, staff)).filter((each) => each.course === course.id);
  if (held.some(({ revokedAt, validUntil }) => revokedAt || validUntil === undefined || validUntil > now))
    return;
  await runAt(app.clock, beganAt(app, course, days), async () => {
    const id = await startAttempt(app, staff, { course: course.id, language: 'de' });
    const attempt = await ownAttempt(app, staff, id);
    const answers = (attempt?.drawn ?? []).flatMap(({ id: question }) => {
      const asked = course.questions.find((each) => each.id === question);
      return asked ? [{ question, given: rightIds(asked) }] : [];
    });
    await answerQuestions(app, staff, id, { answers, language: 'de' });
  });
}
