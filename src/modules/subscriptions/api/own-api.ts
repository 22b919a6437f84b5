// `GET` and `POST /api/v1/me/subscriptions`: what one's account follows, for programs.
import { Type } from 'typebox';
import { announcementFacets } from '../../../kernel/announcement.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { transact } from '../../../kernel/transaction.ts';
import { endSubscriptions } from '../actions/change-subscriptions.ts';
import { keepSubscription, subscriberOfAccount } from '../actions/keep-subscription.ts';
import { paces } from '../paces.ts';
import { ownSubscriptions } from '../permissions.ts';
import { subscriberOf, subscriptionsOf } from '../queries/subscribers.ts';
import { secretAddress } from '../secret-addresses.ts';
import { mostOfAny, readTerm } from '../terms.ts';
import { readWanted } from '../wanted.ts';

const About = Type.Object(
  Object.fromEntries(
    announcementFacets.map((facet) => [facet, Type.Optional(Type.Array(Type.String({ maxLength: 80 })))]),
  ),
  { additionalProperties: false },
);
const Match = Type.Union([Type.Literal('any'), Type.Literal('all')]);
const Pace = Type.Union(paces.map((each) => Type.Literal(each)));
const Item = Type.Object({
  id: Type.String(),
  about: About,
  match: Match,
  pace: Pace,
  mail: Type.Boolean(),
  push: Type.Boolean(),
  feed: Type.String(),
  calendar: Type.String(),
});
const Wanted = Type.Object(
  {
    about: About,
    match: Type.Optional(Match),
    pace: Type.Optional(Pace),
    mail: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

async function items(request: Request) {
  const { app } = request;
  const actor = personOf(request);
  const list = await ownData(app, actor, async (db) => {
    const subscriber = await subscriberOf(db, actor.id);
    return subscriber ? subscriptionsOf(db, subscriber.id) : [];
  });
  return list.map(({ id, terms, match, pace, mail, push, feedGeneration }) => {
    const about: Record<string, string[]> = {};
    for (const term of terms.flatMap((text) => readTerm(text) ?? []))
      about[term.facet] = [...(about[term.facet] ?? []), term.id];
    const secret = secretAddress(app, 'feed', id, feedGeneration);
    return {
      ...{ id, about, match, pace, mail, push },
      feed: `${app.config.baseUrl}/abos/feed/${secret}`,
      calendar: `${app.config.baseUrl}/abos/kalender/${secret}`,
    };
  });
}

const list = async (request: Request): Promise<Reply> => json({ items: await items(request) });

async function add(request: Request): Promise<Reply> {
  const { app, language } = request;
  const actor = personOf(request);
  const { about, match, pace, mail } = request.body as {
    about: Record<string, string[]>;
    match?: string;
    pace?: string;
    mail?: boolean;
  };
  const term = Object.entries(about).flatMap(([facet, ids]) => ids.map((id) => `${facet}:${id}`));
  const { fault, ...wanted } = readWanted(app, { term, match, pace });
  if (fault !== undefined)
    throw new Fault('INVALID', {}, [
      { pointer: '/about', code: fault, detail: `1 to ${mostOfAny} things that there are` },
    ]);
  const id = await transact(app, actor, async (tx) => {
    tx.ownData();
    const subscriber = await subscriberOfAccount(tx, actor.id, language);
    return keepSubscription(tx, subscriber, wanted, {
      mail: (mail ?? true) && actor.email !== undefined,
      push: false,
    });
  });
  return json((await items(request)).find((each) => each.id === id) ?? {}, 201);
}

async function end(request: Request): Promise<Reply> {
  const { app, params } = request;
  const actor = personOf(request);
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const subscriber = await subscriberOf(tx.db, actor.id);
    if (subscriber) await endSubscriptions(tx, subscriber.id, { id: params['id'] });
  });
  return json({ items: await items(request) });
}

const api = { may: ownSubscriptions, kind: 'api' } as const;
const Items = Type.Object({ items: Type.Array(Item) });
export const subscriptionsApi: Route[] = [
  {
    ...api,
    method: 'GET',
    url: '/api/v1/me/subscriptions',
    summary: 'What I follow, with the secret addresses of feed and calendar',
    schema: { reply: { 200: Items } },
    handle: list,
  },
  {
    ...api,
    method: 'POST',
    url: '/api/v1/me/subscriptions',
    summary: 'Follows something; the same once more only changes pace and way',
    perMinute: 60,
    schema: { body: Wanted, reply: { 201: Item } },
    handle: add,
  },
  {
    ...api,
    method: 'POST',
    url: '/api/v1/me/subscriptions/:id/end',
    summary: 'Ends one subscription; twice is once',
    schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }), reply: { 200: Items } },
    handle: end,
  },
];
