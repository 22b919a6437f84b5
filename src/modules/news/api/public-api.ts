// `GET /api/v1/news`, `/{id}`: the news for programs, by key, filtered like the list.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { correctionKinds, type PublicItem } from '../item.ts';
import { markupHtml } from '../markup/markup.tsx';
import { newsHref } from '../pages/news-words.tsx';
import { filterNames, readFilter } from '../queries/filter.ts';
import { publicItem, publicList } from '../queries/public-list.ts';
import { correctionsOf, type Correction } from '../queries/steps.ts';

const Nullable = Type.Union([Type.String(), Type.Null()]);
const Strings = Type.Array(Type.String());
const Item = Type.Object({
  id: Type.String(),
  state: Type.Enum(['published', 'withdrawn']),
  title: Type.String(),
  lead: Type.String({ description: 'Plain text; empty when withdrawn' }),
  html: Type.String({ description: 'Paragraphs, lists, headings and links; empty when withdrawn' }),
  topics: Strings,
  areas: Type.Array(Type.String(), { description: 'Municipalities; empty: the whole canton' }),
  unit: Type.String(),
  services: Strings,
  processes: Strings,
  publishedAt: Type.String(),
  changedAt: Type.String(),
  withdrawnReason: Nullable,
  corrections: Type.Array(
    Type.Object({ kind: Type.Enum([...correctionKinds]), note: Type.String(), at: Type.String() }),
  ),
  url: Type.String(),
});

function item(app: App, each: PublicItem, corrections: readonly Correction[], language: Language) {
  const { id, topics, areas, unit, services, processes, withdrawnReason } = each;
  const { title, lead, body } = each.texts[language];
  return {
    ...{ id, title, topics, areas, unit, services, processes },
    state: each.state === 'withdrawn' ? 'withdrawn' : 'published',
    lead: withdrawnReason ? '' : lead,
    html: withdrawnReason ? '' : markupHtml(body, app.config.baseUrl),
    publishedAt: each.publishedAt.toISOString(),
    changedAt: each.changedAt.toISOString(),
    withdrawnReason: withdrawnReason?.[language] ?? null,
    corrections: corrections.map(({ kind, note, at }) => ({
      kind,
      note: note[language],
      at: at.toISOString(),
    })),
    url: `${app.config.baseUrl}${newsHref(each)}`,
  };
}

async function list({ app, query, language }: Request) {
  const { items, next } = await publicList(app, {
    filter: readFilter(query),
    limit: 50,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const corrections = await correctionsOf(
    app,
    items.map(({ id }) => id),
  );
  return json({
    items: items.map((each) => item(app, each, corrections.get(each.id) ?? [], language)),
    next,
  });
}

async function one({ app, params, language }: Request) {
  const found = await publicItem(app, params['id']);
  if (!found) throw new Fault('NOT_FOUND');
  const corrections = await correctionsOf(app, [found.id]);
  return json(item(app, found, corrections.get(found.id) ?? [], language));
}

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const FilterValue = Type.Optional(Type.String({ maxLength: 60 }));

export const publicNewsApi: Route[] = [
  {
    ...api,
    url: '/api/v1/news',
    summary: 'News, newest first: topic, area and unit together, or a service, or a process',
    schema: {
      query: Type.Object({
        ...Object.fromEntries(filterNames.map((name) => [name, FilterValue])),
        cursor: Cursor,
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(Item), next: Nullable }) },
    },
    handle: list,
  },
  {
    ...api,
    url: '/api/v1/news/:id',
    summary: 'A piece of news with its corrections; withdrawn ones say why',
    schema: {
      params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      query: Type.Object({ lang: Lang }),
      reply: { 200: Item },
    },
    handle: one,
  },
];
