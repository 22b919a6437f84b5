// `GET /api/v1/participation`, `/{id}`, `/{id}/contributions`, `/{id}/result`: what there is, what was contributed, what came of it.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { kindOf } from '../kinds/all.ts';
import { datedPhases, phaseAt } from '../phases.ts';
import type { Process } from '../process.ts';
import { representationOf } from '../queries/representation.ts';
import { allProcesses, processById, stageOf } from '../queries/processes.ts';
import {
  fateCounts,
  publishedContributions,
  talliesOf,
  type PublishedContribution,
} from '../queries/published.ts';

const Nullable = Type.Union([Type.String(), Type.Null()]);
const Item = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  instrument: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  owner: Type.String(),
  stage: Type.Enum(['open', 'ahead', 'running', 'ended']),
  phase: Nullable,
  phases: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      from: Type.String(),
      until: Nullable,
      takes: Type.Array(Type.String()),
    }),
  ),
  clocks: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), due: Type.String() })),
  invented: Type.Boolean(),
  url: Type.String(),
});
const Contribution = Type.Object({
  id: Type.String(),
  act: Type.String(),
  anchor: Type.String(),
  title: Type.String(),
  text: Type.String(),
  language: Type.String(),
  at: Type.String(),
  author: Type.Object({
    name: Type.String({ description: 'The name that the person chose, or the signs of a pseudonym' }),
    pseudonym: Type.Boolean(),
    organisation: Type.Boolean(),
  }),
  data: Type.Object({}, { additionalProperties: true }),
  fate: Type.Union([
    Type.Object({
      fate: Type.Enum(['taken', 'partly', 'not']),
      reason: Type.String(),
      link: Type.String(),
      unit: Type.String(),
      at: Type.String(),
      wording: Type.Union([Type.String(), Type.Null()], {
        description: 'In which words a suggestion was taken up',
      }),
      version: Type.Union([Type.Integer(), Type.Null()], {
        description: 'Number of the version of the text in which it stands',
      }),
    }),
    Type.Null(),
  ]),
  url: Type.String(),
});
const Id = Type.Object({ id: Type.String({ maxLength: 60 }) });

function item(app: App, process: Process, language: Language) {
  const { id, kind, instrument, owner } = process;
  const today = app.clock.today();
  return {
    ...{ id, kind, instrument, owner },
    title: process.title[language],
    summary: process.summary[language],
    stage: stageOf(process, today),
    phase: phaseAt(process.phases, today)?.id ?? null,
    phases: datedPhases(process.phases).map((phase) => ({
      id: phase.id,
      title: phase.title[language],
      from: phase.from,
      until: phase.until ?? null,
      takes: [...phase.takes],
    })),
    clocks: process.clocks.map((clock) => ({ id: clock.id, title: clock.title[language], due: clock.due })),
    invented: process.invented ?? false,
    url: `${app.config.baseUrl}/mitreden/${id}`,
  };
}

function contributionItem(app: App, process: string, each: PublishedContribution) {
  const { id, act, anchor, title, body, language, at, shownAs, named, organisation, data } = each;
  const { fate, reason, link, unit, decidedAt, wording, version } = each;
  return {
    ...{ id, act, anchor, title, text: body, language, data },
    at: at.toISOString(),
    author: { name: shownAs, pseudonym: !named, organisation },
    fate: fate && { fate, reason, link, unit, at: decidedAt?.toISOString(), wording, version },
    url: `${app.config.baseUrl}/mitreden/${process}/beitraege/${id}`,
  };
}

async function contributions({ app, params, query }: Request) {
  const process = processById(app, params['id']);
  const { items, next } = await publishedContributions(app, {
    process: process.id,
    act: query['act'],
    anchor: query['anchor'],
    limit: 100,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  return json({
    items: items.map((each) => contributionItem(app, process.id, each)),
    next,
  });
}

async function result({ app, params }: Request) {
  const process = processById(app, params['id']);
  const counts: Record<string, number> = {};
  for (const { act, count } of await talliesOf(app, process.id)) counts[act] = (counts[act] ?? 0) + count;
  return json({
    stage: stageOf(process, app.clock.today()),
    counts,
    fates: await fateCounts(app, process.id),
    participants: await representationOf(app, process.id),
    ...(await kindOf(process.kind).result?.(app, process)),
  });
}

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;

export const publicParticipationApi: Route[] = [
  {
    ...api,
    url: '/api/v1/participation',
    summary: 'All participation processes',
    schema: {
      query: Type.Object({ lang: Lang }),
      reply: { 200: Type.Object({ items: Type.Array(Item), next: Nullable }) },
    },
    handle: ({ app, language }) =>
      json({ items: allProcesses(app).map((process) => item(app, process, language)), next: null }),
  },
  {
    ...api,
    url: '/api/v1/participation/:id',
    summary: 'A participation process with its phases and clocks',
    schema: { params: Id, query: Type.Object({ lang: Lang }), reply: { 200: Item } },
    handle: ({ app, params, language }) => json(item(app, processById(app, params['id']), language)),
  },
  {
    ...api,
    url: '/api/v1/participation/:id/contributions',
    summary: 'What was contributed, newest first',
    schema: {
      params: Id,
      query: Type.Object({
        act: Type.Optional(Type.String({ maxLength: 30 })),
        anchor: Type.Optional(Type.String({ maxLength: 60 })),
        cursor: Cursor,
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(Contribution), next: Nullable }) },
    },
    handle: contributions,
  },
  {
    ...api,
    url: '/api/v1/participation/:id/result',
    summary: 'What came of a process: counts, and what its kind adds',
    schema: {
      params: Id,
      query: Type.Object({ lang: Lang }),
      reply: {
        200: Type.Object(
          { stage: Type.String(), counts: Type.Record(Type.String(), Type.Integer()) },
          { additionalProperties: true },
        ),
      },
    },
    handle: result,
  },
];
