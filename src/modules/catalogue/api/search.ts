// `GET /api/v1/search`: the one search over everything public, for programs.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { search } from '../queries/search.ts';
import { searchIsComplete } from '../queries/search-complete.ts';
import { longestQuery } from '../search/understand-query.ts';
import { Complete, Cursor, Lang } from './query-parameters.ts';

const Item = Type.Object({
  type: Type.String({ description: 'service, unit, life-event, duty and whatever else is public' }),
  id: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  url: Type.String({ format: 'uri' }),
  lang: Type.String(),
});

export const searchApi: Route = {
  method: 'GET',
  url: '/api/v1/search',
  may: everyone,
  kind: 'api',
  summary: 'Search over everything public, best first; understands typing errors and everyday words',
  perMinute: 240,
  schema: {
    query: Type.Object({
      q: Type.Optional(Type.String({ description: `Words; the first ${longestQuery} characters are read` })),
      lang: Lang,
      type: Type.Optional(Type.String({ maxLength: 40 })),
      cursor: Cursor,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    }),
    reply: {
      200: Type.Object({
        items: Type.Array(Item),
        next: Type.Union([Type.String(), Type.Null()]),
        complete: Complete,
      }),
    },
  },
  async handle({ app, language, query }) {
    // Asked first: what is complete before the search is complete in it.
    const complete = await searchIsComplete(app);
    const { items, next } = await search(app, {
      q: query['q'] ?? '',
      lang: language,
      type: query['type'],
      cursor: query['cursor'],
      limit: Number(query['limit']),
    });
    return json({
      items: items.map((item) => ({ ...item, url: `${app.config.baseUrl}${item.url}` })),
      next,
      complete,
    });
  },
};
