// Fills the demonstration with invented initiatives and legal obstacles, by the same actions that staff use; verdicts are true ones.
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { addDays } from '../../engine/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { runAt } from '../../kernel/clock.ts';
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
const InitiativeText = Type.Object({ title: Words, goal: Words, people: Words, before: Words, future: Words });
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

/** Once: what the first start has begun and not ended is begun anew only where nothing stands yet. */
export async function seedInitiatives(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const file = await readCheckedFile(app.canton, 'demo/initiatives.yaml', FileSchema);
  stopForFaults('The invented initiatives', file.faults);
  const hub = await staffNamed(app, 'hub-ines');
  for (const obstacle of file.data?.obstacles ?? []) await seedObstacle(app, hub, obstacle);
  // What others need comes first.
  const all = (file.data?.initiatives ?? []).toSorted((a, b) => a.needs.length - b.needs.length);
  for (const invented of all) await seedInitiative(app, hub, invented);
  await judgeHypotheses(app);
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
  if (await obstacleById(app.db, id)) return;
  const entered = { ...content, unverified: true };
  await runAt(app.clock, ago(app, days), () => enterObstacle(app, hub, id, entered));
  for (const [index, { days: when, state, words }] of moves.entries()) {
    const move = { state, words, language: 'de' as const };
    await runAt(app.clock, ago(app, when), () =>
      moveObstacle(app, hub, { id, revision: index + 1 }, move),
    );
  }
}

async function seedInitiative(app: App, hub: StaffActor, invented: Invented): Promise<void> {
  const { id, by, days, publish, team, promises, opinions, entries, starts, ends, ...rest } = invented;
  if (await initiativeById(app.db, id)) return;
  const owner = await staffNamed(app, by);
  const today = app.clock.today();
  const content: Content = {
    ...rest,
    startsOn: starts === undefined ? null : addDays(today, starts),
    endsOn: ends === undefined ? null : addDays(today, ends),
  };
  const at = (when: number, second: number, work: () => Promise<void>) =>
    runAt(app.clock, ago(app, when, second), work);
  await at(days, 0, () => beginInitiative(app, owner, id, content));
  if (publish) await at(days, 1, () => publishInitiative(app, owner, { id, revision: 1 }));
  for (const name of team) {
    const { id: account } = await staffNamed(app, name);
    await at(days, 2, () => addMember(app, owner, { initiative: id, account, task: 'Fachliche Leitung' }));
  }
  for (const [index, { due, ...promised }] of promises.entries()) {
    const hypothesis = { ...promised, id: inventedId(id, 'promise', index), initiative: id };
    await at(days, 3 + index, () =>
      promiseBenefit(app, owner, { ...hypothesis, dueOn: addDays(today, due) }),
    );
  }
  for (const [index, { days: when, side, ...opinion }] of opinions.entries()) {
    const said = { ...opinion, side, initiative: id, language: 'de' as const };
    await at(when, 10 + index, () =>
      giveOpinion(app, side === 'hub' ? hub : owner, { ...said, id: inventedId(id, 'opinion', index) }),
    );
  }
  for (const [index, { days: when, kind, words, amount, weight }] of entries.entries()) {
    const entry = { kind, words, amount: amount ?? null, weight: weight ?? null, ends: null };
    await at(when, 20 + index, () =>
      addEntry(app, owner, {
        ...{ ...entry, id: inventedId(id, 'entry', index), initiative: id, language: 'de' },
        day: app.clock.today(),
      }),
    );
  }
}
