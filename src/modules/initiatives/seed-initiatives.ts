// Fills the demonstration with invented initiatives and legal obstacles, by the same actions that staff use; verdicts are true ones.
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { addDays } from '../../engine/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { runAt } from '../../kernel/clock.ts';
import { Fault } from '../../kernel/errors.ts';
import { demoActor } from '../identity/index.ts';
import { addEntry } from './actions/add-entry.ts';
import { giveOpinion } from './actions/give-opinion.ts';
import { judgeHypotheses } from './actions/judge-hypotheses.ts';
import { enterObstacle, moveObstacle } from './actions/keep-obstacle.ts';
import { promiseBenefit } from './actions/promise.ts';
import { beginInitiative, publishInitiative } from './actions/save-initiative.ts';
import { addMember } from './actions/team.ts';
import { entryKinds } from './entry.ts';
import { lights, phases, sides, type Content } from './initiative.ts';
import { obstacleStates } from './obstacle.ts';
import { initiativeById } from './queries/initiatives.ts';
import { obstacleById } from './queries/obstacles.ts';

const Words = Type.String();
const Ids = Type.Array(Type.String());
const four = <Part extends ReturnType<typeof Type.Object>>(part: Part) =>
  Type.Object({ de: part, fr: part, it: part, en: part });
const InitiativeText = Type.Object({
  title: Words,
  goal: Words,
  people: Words,
  before: Words,
  future: Words,
});
const ObstacleText = Type.Object({ title: Words, blocks: Words, proposal: Words });
const Days = Type.Integer();

const ObstacleSchema = Type.Object({
  id: Type.String(),
  days: Days,
  act: Type.String(),
  number: Type.String(),
  article: Type.String(),
  unit: Type.String(),
  services: Ids,
  texts: four(ObstacleText),
  moves: Type.Array(Type.Object({ days: Days, state: Type.Enum([...obstacleStates]), words: Words })),
});
const InitiativeSchema = Type.Object({
  id: Type.String(),
  by: Type.String(),
  days: Days,
  unit: Type.String(),
  topics: Ids,
  services: Ids,
  partnerUnits: Ids,
  partners: Ids,
  needs: Ids,
  obstacles: Ids,
  origins: Ids,
  team: Ids,
  /** Days from the first start on. */
  starts: Type.Optional(Days),
  ends: Type.Optional(Days),
  publish: Type.Boolean(),
  texts: four(InitiativeText),
  promises: Type.Array(
    Type.Object({
      measure: Type.String(),
      service: Type.String(),
      baseline: Type.Number(),
      target: Type.Number(),
      due: Days,
    }),
  ),
  opinions: Type.Array(
    Type.Object({
      side: Type.Enum([...sides]),
      days: Days,
      phase: Type.Enum([...phases]),
      light: Type.Enum([...lights]),
      words: Words,
    }),
  ),
  entries: Type.Array(
    Type.Object({
      kind: Type.Enum([...entryKinds]),
      days: Days,
      amount: Type.Optional(Type.Integer()),
      weight: Type.Optional(Type.Integer()),
      words: Words,
    }),
  ),
});
const FileSchema = Type.Object({
  obstacles: Type.Array(ObstacleSchema),
  initiatives: Type.Array(InitiativeSchema),
});
type InventedObstacle = Static<typeof ObstacleSchema>;
type Invented = Static<typeof InitiativeSchema>;

const aDay = 86_400_000;
/** Some hours before the time of day of the start, each thing a second after the one before it. */
const ago = (app: App, days: number, second = 0): Date =>
  new Date(app.clock.now().getTime() - days * aDay + second * 1000);

/** The same name gives the same id: a second start finds what the first has done. */
function inventedId(...names: (string | number)[]): string {
  const hex = createHash('sha256').update(names.join(' ')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Idempotent and interruptible: what has been done is not done again, and making it public is the last step. */
export async function seedInitiatives(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const file = await readCheckedFile(app.canton, 'demo/initiatives.yaml', FileSchema);
  stopForFaults('The invented initiatives', file.faults);
  const hub = await staffNamed(app, 'hub-ines');
  for (const obstacle of file.data?.obstacles ?? []) await seedObstacle(app, hub, obstacle);
  // What others need comes first.
  const all = (file.data?.initiatives ?? []).toSorted((a, b) => a.needs.length - b.needs.length);
  for (const invented of all) await seedInitiative(app, hub, invented);
}

async function staffNamed(app: App, id: string): Promise<StaffActor> {
  const actor = await demoActor(app, id);
  if (actor.kind !== 'staff') throw new Error(`${id} works for the canton`);
  return actor;
}

async function seedObstacle(
  app: App,
  hub: StaffActor,
  { id, days, moves, ...content }: InventedObstacle,
): Promise<void> {
  const before = await obstacleById(app.db, id);
  if (!before)
    await runAt(app.clock, ago(app, days), () =>
      enterObstacle(app, hub, id, { ...content, unverified: true }),
    );
  const done = (before?.revision ?? 1) - 1;
  for (const [index, { days: when, state, words }] of moves.entries())
    if (index >= done)
      await runAt(app.clock, ago(app, when), () =>
        moveObstacle(app, hub, { id, revision: index + 1 }, { state, words, language: 'de' }),
      );
}

interface Step {
  days: number;
  work: () => Promise<void>;
}

async function seedInitiative(app: App, hub: StaffActor, invented: Invented): Promise<void> {
  const { id, by, days, publish, starts, ends } = invented;
  const before = await initiativeById(app.db, id);
  if (before && (before.publishedAt !== null || !publish)) return;
  const owner = await staffNamed(app, by);
  const today = app.clock.today();
  const { texts, unit, topics, services, partnerUnits, partners, needs, obstacles, origins } = invented;
  const content: Content = {
    ...{ texts, unit, topics, services, partnerUnits, partners, needs, obstacles, origins },
    startsOn: starts === undefined ? null : addDays(today, starts),
    endsOn: ends === undefined ? null : addDays(today, ends),
  };
  if (!before) await runAt(app.clock, ago(app, days), () => beginInitiative(app, owner, id, content));
  const steps = [
    ...promiseSteps(app, owner, invented, today),
    ...opinionSteps(app, hub, owner, invented),
    ...entrySteps(app, owner, invented),
    ...invented.team.map((name) => ({
      days,
      work: async () => {
        const { id: account } = await staffNamed(app, name);
        await addMember(app, owner, { initiative: id, account, task: 'Fachliche Leitung' });
      },
    })),
  ].toSorted((a, b) => b.days - a.days);
  for (const [second, { days: when, work }] of steps.entries())
    await runAt(app.clock, ago(app, when, second), () => once(work));
  const last = steps.at(-1)?.days ?? days;
  if (publish)
    await runAt(app.clock, ago(app, last, steps.length), () =>
      publishInitiative(app, owner, { id, revision: 1 }),
    );
  // Promises whose day has come have their final verdict from the beginning.
  await judgeHypotheses(app);
}

const promiseSteps = (app: App, owner: StaffActor, { id, days, promises }: Invented, today: string): Step[] =>
  promises.map(({ due, ...promised }, index) => ({
    days,
    work: () =>
      promiseBenefit(app, owner, {
        ...promised,
        ...{ id: inventedId(id, 'promise', index), initiative: id, dueOn: addDays(today, due) },
      }),
  }));

const opinionSteps = (app: App, hub: StaffActor, owner: StaffActor, { id, opinions }: Invented): Step[] =>
  opinions.map(({ days, ...opinion }, index) => ({
    days,
    work: () =>
      giveOpinion(app, opinion.side === 'hub' ? hub : owner, {
        ...opinion,
        ...{ id: inventedId(id, 'opinion', index), initiative: id, language: 'de' },
      }),
  }));

const entrySteps = (app: App, owner: StaffActor, { id, entries }: Invented): Step[] =>
  entries.map(({ days, kind, words, amount, weight }, index) => ({
    days,
    work: () =>
      addEntry(app, owner, {
        ...{ id: inventedId(id, 'entry', index), initiative: id, kind, words, language: 'de', ends: null },
        ...{ day: app.clock.today(), amount: amount ?? null, weight: weight ?? null },
      }),
  }));

/** Of a start that was interrupted: on another day the same promise would be due on another day. */
async function once(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'SENT_BEFORE') throw error;
  }
}
