// The public API: initiatives with promises and verdicts, legal obstacles, measures, and how digital the canton is.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { lights, phases, type PublicInitiative } from '../initiative.ts';
import { obstacleStates, type Obstacle } from '../obstacle.ts';
import { readFilter } from '../pages/list.tsx';
import { hypothesesOf, type JudgedHypothesis } from '../queries/hypotheses.ts';
import { publicInitiative, publicInitiatives } from '../queries/initiatives.ts';
import { obstacleById, obstacleList, servicesBlocked } from '../queries/obstacles.ts';
import { verdicts } from '../verdict.ts';

const pageSize = 50;
const Nullable = Type.Union([Type.String(), Type.Null()]);
const NullableNumber = Type.Union([Type.Number(), Type.Null()]);
const NullableInteger = Type.Union([Type.Integer(), Type.Null()]);
const Strings = Type.Array(Type.String());
const LightOrNull = Type.Union([Type.Enum([...lights]), Type.Null()]);

const Promised = Type.Object({
  measure: Type.String({ description: 'Id of a measure: /api/v1/measures' }),
  service: Nullable,
  baseline: Type.Number({ description: 'Shares from 0 to 1' }),
  baselineOn: Type.String({ format: 'date' }),
  target: Type.Number(),
  dueOn: Type.String({ format: 'date' }),
  dropped: Type.Boolean(),
  verdict: Type.Union([
    Type.Object({
      day: Type.String({ format: 'date' }),
      verdict: Type.Enum([...verdicts]),
      final: Type.Boolean(),
      value: NullableNumber,
      sample: NullableInteger,
      measuredAt: Type.String({ format: 'date-time' }),
    }),
    Type.Null(),
  ]),
});

const Item = Type.Object({
  id: Type.String(),
  title: Type.String(),
  goal: Type.String(),
  people: Type.String(),
  before: Type.String(),
  future: Type.String(),
  phase: Type.Enum([...phases]),
  unit: Type.String(),
  department: Type.String(),
  topics: Strings,
  services: Strings,
  partnerUnits: Strings,
  partners: Strings,
  needs: Strings,
  obstacles: Strings,
  origins: Strings,
  startsOn: Type.String({ format: 'date' }),
  endsOn: Type.String({ format: 'date' }),
  ownerLight: LightOrNull,
  hubLight: LightOrNull,
  credit: Type.Number({ description: 'Francs that were granted' }),
  spent: Type.Number({ description: 'Francs that are spent' }),
  promises: Type.Array(Promised),
  publishedAt: Type.String({ format: 'date-time' }),
  changedAt: Type.String({ format: 'date-time' }),
  url: Type.String(),
});

function promised({ verdicts: kept, service, dropped, ...each }: JudgedHypothesis) {
  const [newest] = kept;
  return {
    measure: each.measure,
    service: service === '' ? null : service,
    baseline: each.baseline,
    baselineOn: each.baselineOn,
    target: each.target,
    dueOn: each.dueOn,
    dropped: dropped !== null,
    verdict: newest
      ? {
          ...{ day: newest.day, verdict: newest.verdict, final: newest.final },
          ...{ value: newest.value, sample: newest.sample },
          measuredAt: newest.measuredAt.toISOString(),
        }
      : null,
  };
}

function item(app: App, each: PublicInitiative, hypotheses: readonly JudgedHypothesis[], language: Language) {
  const { id, phase, unit, department, topics, services, partnerUnits, partners } = each;
  return {
    ...{ id, phase, unit, department, topics, services, partnerUnits, partners },
    ...{ needs: each.needs, obstacles: each.obstacles, origins: each.origins },
    ...each.texts[language],
    startsOn: each.startsOn ?? '',
    endsOn: each.endsOn ?? '',
    ownerLight: each.ownerLight,
    hubLight: each.hubLight,
    credit: each.credit / 100,
    spent: each.spent / 100,
    promises: hypotheses.filter(({ initiative }) => initiative === id).map(promised),
    publishedAt: each.publishedAt.toISOString(),
    changedAt: each.changedAt.toISOString(),
    url: `${app.config.baseUrl}/vorhaben/${id}`,
  };
}

async function list({ app, query, language }: Request) {
  const { items, next } = await publicInitiatives(
    app,
    readFilter(query),
    pageSize,
    readPageKey(query['cursor'], 'instant', 'slug'),
  );
  const hypotheses = await hypothesesOf(
    app,
    items.map(({ id }) => id),
  );
  return json({ items: items.map((each) => item(app, each, hypotheses, language)), next });
}

async function one({ app, params, language }: Request) {
  const found = await publicInitiative(app, params['id']);
  if (!found) throw new Fault('NOT_FOUND');
  return json(item(app, found, await hypothesesOf(app, [found.id]), language));
}

const ObstacleItem = Type.Object({
  id: Type.String(),
  title: Type.String(),
  blocks: Type.String(),
  proposal: Type.String(),
  act: Type.String(),
  number: Type.String(),
  article: Type.String(),
  unverified: Type.Boolean({ description: 'Nobody has compared it with the law yet' }),
  state: Type.Enum([...obstacleStates]),
  services: Strings,
  unit: Type.String(),
  changedAt: Type.String({ format: 'date-time' }),
  url: Type.String(),
});

function obstacleItem(app: App, each: Obstacle, language: Language) {
  const { id, act, number, article, unverified, state, unit } = each;
  return {
    ...{ id, act, number, article, unverified, state, unit },
    ...each.texts[language],
    services: servicesBlocked(app, each),
    changedAt: each.changedAt.toISOString(),
    url: `${app.config.baseUrl}/huerden/${id}`,
  };
}

async function obstacles({ app, query, language }: Request) {
  const { items, next } = await obstacleList(app, {
    state: obstacleStates.find((each) => each === query['state']),
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'slug'),
  });
  return json({ items: items.map((each) => obstacleItem(app, each, language)), next });
}

async function obstacle({ app, params, language }: Request) {
  const found = await obstacleById(app.db, params['id']);
  if (!found) throw new Fault('NOT_FOUND');
  return json(obstacleItem(app, found, language));
}

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const Id = Type.Object({ id: Type.String({ maxLength: 60 }) });

export const publicInitiativesApi: Route[] = [
  {
    ...api,
    url: '/api/v1/initiatives',
    summary: 'Initiatives, newest change first: of a department, in a phase',
    schema: {
      query: Type.Object({
        department: Type.Optional(Type.String({ maxLength: 60 })),
        phase: Type.Optional(Type.String({ maxLength: 20, description: phases.join(', ') })),
        cursor: Cursor,
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(Item), next: Nullable }) },
    },
    handle: list,
  },
  {
    ...api,
    url: '/api/v1/initiatives/:id',
    summary: 'An initiative with its promises and the newest verdict about each',
    schema: { params: Id, query: Type.Object({ lang: Lang }), reply: { 200: Item } },
    handle: one,
  },
  {
    ...api,
    url: '/api/v1/obstacles',
    summary: 'The register of legal obstacles, newest change first',
    schema: {
      query: Type.Object({
        state: Type.Optional(Type.String({ maxLength: 20, description: obstacleStates.join(', ') })),
        cursor: Cursor,
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(ObstacleItem), next: Nullable }) },
    },
    handle: obstacles,
  },
  {
    ...api,
    url: '/api/v1/obstacles/:id',
    summary: 'A legal obstacle',
    schema: { params: Id, query: Type.Object({ lang: Lang }), reply: { 200: ObstacleItem } },
    handle: obstacle,
  },
];
