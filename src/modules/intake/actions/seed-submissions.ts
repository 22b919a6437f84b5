// The demonstration's cases: worked examples of the services, submitted by invented identities through the real action.
import { addDays, nextWorkingDay } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { readCantonFile } from '../../../kernel/canton.ts';
import { runAt } from '../../../kernel/clock.ts';
import { Fault } from '../../../kernel/errors.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { exampleAnswers, examplesOf } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { actByLaw } from '../../mandates/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { signsJointly } from '../signing/joint-submission.ts';
import { prepareOnce } from '../signing/prepare.ts';
import { seedSamples } from './seed-samples.ts';
import { submitOnce } from './submit.ts';

interface SeededSubmission {
  identity: string;
  service: string;
  /** Name of a worked example of the service. */
  example: string;
  /** When it was submitted: compared with the promise of the service, it says whether the case is late, due or early. */
  workingDaysAgo?: number;
  /** The same in days, for what was closed long ago and ends now. */
  daysAgo?: number;
  /** Register's key of the company for which the identity signs (where two sign it waits for the other one), or of their child. */
  actsFor?: string;
  /** What is said instead of the example's answers; days may be `{today+14d}`. */
  answers?: Record<string, unknown>;
}

/**
 * Idempotent by the submission's own key; an interrupted seed goes on where it stopped. The oldest come first, so that
 * histories and logs are in the order of their days. An example that no longer holds (the days it names are past) is left
 * out with a word in the log: a demonstration must start on any day.
 * @throws StartFault
 */
export async function seedSubmissions(app: App): Promise<void> {
  await seedSamples(app);
  const list = (await readCantonFile(app.canton, 'demo/submissions.yaml')) as SeededSubmission[];
  const inOrder = list.toSorted((a, b) => dayOf(app, a).localeCompare(dayOf(app, b)));
  const others = inOrder.find(({ daysAgo }) => daysAgo === undefined);
  // What ends is deleted one night: once the others are there, it is not submitted again.
  const endingsDone = others !== undefined && (await isSeeded(app, await personOf(app, others), others));
  for (const [index, each] of inOrder.entries()) {
    if (each.daysAgo !== undefined && endingsDone) continue;
    const self = await personOf(app, each);
    if (await isSeeded(app, self, each)) continue;
    const actor = each.actsFor === undefined ? self : await actByLaw(app, self, each.actsFor);
    if (!actor) {
      app.log.warn(
        `demo/submissions.yaml: the register does not say that ${each.identity} acts for ${each.actsFor}`,
      );
      continue;
    }
    const found = examplesOf(app, each.service).find(({ name }) => name === each.example);
    if (!found)
      throw new StartFault(`demo/submissions.yaml: ${each.service} has no worked example «${each.example}».`);
    const work = async () => {
      const sent = {
        serviceId: each.service,
        answers: exampleAnswers(app, { ...found, answers: { ...found.answers, ...each.answers } }),
        key: keyOf(each),
        language: 'de',
        channel: 'web',
      } as const;
      await (signsJointly(actor) ? prepareOnce(app, actor, sent) : submitOnce(app, actor, sent));
    };
    await runAt(app.clock, instantOf(app, dayOf(app, each), index / inOrder.length), work).catch(
      (error: unknown) => {
        if (!(error instanceof Fault)) throw error;
        const places = error.errors.map((fault) => `${fault.pointer} ${fault.code}`).join(', ');
        const words = `demo/submissions.yaml: ${each.service} «${each.example}» as ${each.identity}: ${error.code} ${places}`;
        if (error.code !== 'ANSWERS_INVALID') throw new StartFault(words);
        app.log.warn(words);
      },
    );
  }
}

/** @throws StartFault */
async function personOf(app: App, { identity }: SeededSubmission): Promise<PersonActor> {
  const self = await demoActor(app, identity);
  if (self.kind !== 'person') throw new StartFault(`demo/submissions.yaml: ${identity} is not a person.`);
  return self;
}

const keyOf = ({ service, example }: SeededSubmission): string =>
  `demo/${service}/${example}`.normalize('NFD').replace(/[^\x21-\x7e]/g, '');

/**
 * Asked before a register is: a start that has nothing to seed reads nothing of anybody, and logs no use. Where somebody is
 * acted for, the owner is not known yet, and the key alone counts.
 */
async function isSeeded(app: App, self: PersonActor, seeded: SeededSubmission): Promise<boolean> {
  const found = await impersonal(app, 'demonstration', (db) =>
    db
      .selectFrom('intake.submission')
      .select('case_ref')
      .where('idempotency_key', '=', keyOf(seeded))
      .$if(seeded.actsFor === undefined, (query) => query.where('owner_id', '=', self.id))
      .executeTakeFirst(),
  );
  return found !== undefined;
}

/** `YYYY-MM-DD` on which it was submitted. */
function dayOf(app: App, { workingDaysAgo = 0, daysAgo = 0 }: SeededSubmission): string {
  const isHoliday = holidaysOf(app);
  let day = addDays(app.clock.today(), -daysAgo);
  for (let left = workingDaysAgo; left > 0;) {
    day = addDays(day, -1);
    if (nextWorkingDay(day, isHoliday) === day) left--;
  }
  return day;
}

/**
 * An instant of that day; never later than now.
 * @param share of a working day that has gone by, 0 to 1: later ones in the list come later in the day
 */
function instantOf(app: App, day: string, share: number): Date {
  const now = app.clock.now();
  // 7 to 16 o'clock UTC is working time in Switzerland, in summer and in winter.
  const minutes = Math.round((7 + share * 9) * 60);
  const instant = new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000);
  return instant < now ? instant : now;
}
