// Fills the demonstration with invented questions in all states: real rows by the same actions that people use.
import { randomUUID } from 'node:crypto';
import { addMonths } from '../../../engine/index.ts';
import { anonymous, type PersonActor, type StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { runAt } from '../../../kernel/clock.ts';
import { transact } from '../../../kernel/transaction.ts';
import { demoActor, demoIdentities } from '../../identity/index.ts';
import { topicById } from '../../catalogue/index.ts';
import { aboutOf } from '../about.ts';
import { askQuestion } from '../actions/ask-question.ts';
import { handleQuestion, type Handling } from '../actions/handle-question.ts';
import { ownStep } from '../actions/own-step.ts';
import { publishQuestion } from '../actions/publish-question.ts';
import { findPersonal, masked } from '../masking/find-personal.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';
import { countResponse } from '../times/count-response.ts';
import { secretHolder } from '../queries/own-question.ts';
import { loadDemoQuestions, type DemoQuestion, type DemoQuestions } from './load-demo-questions.ts';

/** Idempotent: where there are questions, nothing is added. */
export async function seedQuestions(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const filled = await impersonal(app, 'demonstration', (db) =>
    db.selectFrom('questions.question').select('id').limit(1).executeTakeFirst(),
  );
  if (filled) return;
  const { questions, history } = await loadDemoQuestions(app);
  for (const question of questions) await seedQuestion(app, question);
  await seedHistory(app, history);
}

const ago = (app: App, days: number): Date => new Date(app.clock.now().getTime() - days * 86_400_000);

async function seedQuestion(app: App, demo: DemoQuestion): Promise<void> {
  const { asker, rerouted, askedBack, answer } = demo;
  const actor = asker === undefined ? anonymous : await demoActor(app, asker);
  if (actor.kind === 'staff' || actor.kind === 'programme') throw new Error(`${asker} is no resident`);
  const { id, secret } = await runAt(app.clock, ago(app, demo.daysAgo), () => ask(app, actor, demo));
  if (demo.taken) await handle(app, id, demo.daysAgo, { step: 'take' });
  if (rerouted)
    await handle(app, id, rerouted.daysAgo, { step: 'reroute', text: rerouted.reason, unit: rerouted.unit });
  if (askedBack) await handle(app, id, askedBack.daysAgo, { step: 'ask', text: askedBack.text });
  if (answer) {
    const { text, links = [], daysAgo } = answer;
    await handle(app, id, daysAgo, { step: 'answer', text, links });
  }
  if (demo.published) await publish(app, id, answer?.daysAgo ?? demo.daysAgo);
  if (demo.withdrawn)
    await ownStep(app, actor.kind === 'person' ? { actor, id } : { secret: secretHolder(secret ?? '') }, {
      step: 'withdraw',
    });
}

function ask(app: App, actor: PersonActor | typeof anonymous, demo: DemoQuestion) {
  const about = aboutOf(app, demo.about, demo.language);
  return askQuestion(app, actor, {
    id: randomUUID(),
    public: demo.seen === 'public',
    consent: demo.seen === 'consent',
    title: demo.title,
    body: demo.body ?? '',
    language: demo.language,
    about,
    topic: topicById(app, demo.topic ?? '')?.id ?? about.topic,
    area: demo.area,
    email: undefined,
    browser: randomUUID(),
  });
}

const now = (app: App, id: string) =>
  impersonal(app, 'demonstration', (db) =>
    db.selectFrom('questions.question').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

/** Somebody of the unit, else of the one that coordinates; the demonstration has no more people. */
async function staffOfUnit(app: App, unit: string): Promise<StaffActor> {
  const of = (wanted: string) =>
    demoIdentities(app).find((each) => each.unit === wanted && each.roles.includes('clerk'));
  const identity = of(unit) ?? of(configOf.of(app).reroutes.coordinator);
  const actor = identity && (await demoActor(app, identity.id));
  if (actor?.kind !== 'staff') throw new Error(`Nobody of the demonstration answers for ${unit}`);
  return actor;
}

async function handle(app: App, id: string, daysAgo: number, handling: Handling): Promise<void> {
  const { unit, revision } = await now(app, id);
  const staff = await staffOfUnit(app, unit);
  await runAt(app.clock, ago(app, daysAgo), () => handleQuestion(app, staff, id, revision, handling));
}

async function publish(app: App, id: string, daysAgo: number): Promise<void> {
  const question = await now(app, id);
  const staff = await staffOfUnit(app, question.unit);
  const year = Number(app.clock.today().slice(0, 4));
  const t = questionsTexts('de');
  const release = (text: string) =>
    masked(text, findPersonal(text, { year }), (kind) => `[${t(`mask.${kind}`)}]`);
  await runAt(app.clock, ago(app, daysAgo), () =>
    publishQuestion(app, staff, id, question.revision, {
      title: release(question.title),
      body: release(question.body),
      answer: release(question.answer),
      topic: question.topic ?? undefined,
    }),
  );
}

/** Counts only: there are no questions behind them. */
async function seedHistory(app: App, history: DemoQuestions['history']): Promise<void> {
  const promise = configOf.of(app).answer.workingDays;
  await transact(app, { kind: 'programme', task: 'questions.seed' }, async (tx) => {
    for (const { unit, monthsAgo, days } of history) {
      const answeredOn = `${addMonths(`${app.clock.today().slice(0, 7)}-15`, -monthsAgo)}T10:00:00Z`;
      for (const each of days) {
        // Seven days of the calendar for five working days: near enough for invented ones.
        const askedAt = new Date(Date.parse(answeredOn) - Math.round(each * 1.4) * 86_400_000);
        const due = new Date(askedAt.getTime() + Math.round(promise * 1.4) * 86_400_000);
        await runAt(app.clock, new Date(answeredOn), () =>
          countResponse(tx, 'question', { unit, askedAt, due: due.toISOString().slice(0, 10) }),
        );
      }
    }
  });
}
