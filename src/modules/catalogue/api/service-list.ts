// `GET /api/v1/services`: the services, filtered and searched, by key.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { search } from '../queries/search.ts';
import { searchIsComplete } from '../queries/search-complete.ts';
import { byTitle, offerById, offers, type Offer } from '../queries/offers.ts';
import { longestQuery } from '../search/understand-query.ts';
import { ServiceItem, serviceItem } from './describe-service.ts';
import { Complete, Cursor, Lang } from './query-parameters.ts';

const pageSize = 50;

export const serviceListApi: Route = {
  method: 'GET',
  url: '/api/v1/services',
  may: everyone,
  kind: 'api',
  summary:
    'Services, online and described, filtered by words, audience and life event; best match or title first',
  perMinute: 600,
  schema: {
    query: Type.Object({
      q: Type.Optional(Type.String({ description: `Words; the first ${longestQuery} characters are read` })),
      audience: Type.Optional(Type.String({ maxLength: 60 })),
      lifeEvent: Type.Optional(Type.String({ maxLength: 60 })),
      lang: Lang,
      cursor: Cursor,
    }),
    reply: {
      200: Type.Object({
        items: Type.Array(ServiceItem),
        next: Type.Union([Type.String(), Type.Null()]),
        complete: Complete,
      }),
    },
  },
  async handle({ app, language, query }) {
    const chosen = byTitle(offers(app), language).filter(
      (service) =>
        (query['audience'] === undefined || service.audience.includes(query['audience'])) &&
        (query['lifeEvent'] === undefined || service.lifeEvents.includes(query['lifeEvent'])),
    );
    const q = query['q']?.trim() ?? '';
    let found: Offer[];
    let complete = true;
    let next: string | null;
    if (q === '') {
      const start = afterKey(chosen, query['cursor']);
      found = chosen.slice(start, start + pageSize);
      const last = found.at(-1);
      next = start + pageSize < chosen.length && last ? last.id : null;
    } else {
      complete = await searchIsComplete(app);
      const page = await search(app, {
        q,
        lang: language,
        type: 'service',
        ids: chosen.map((service) => service.id),
        cursor: query['cursor'],
        limit: pageSize,
      });
      found = page.items.flatMap((item) => offerById(app, item.id) ?? []);
      next = page.next;
    }
    const items = found.map((service) => serviceItem(app, service, language));
    return json({ items, next, complete });
  },
};

/** Where the list goes on behind the service with this id. @throws Fault BAD_REQUEST for an unknown one */
function afterKey(list: readonly Offer[], cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') return 0;
  const at = list.findIndex((service) => service.id === cursor);
  if (at < 0) throw new Fault('BAD_REQUEST');
  return at + 1;
}
