// `/vorhaben.atom`: initiatives as a feed, filtered like the list, the newest change first.
import { Type } from 'typebox';
import { atomFeed, type FeedEntry } from '../../../kernel/atom.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitName } from '../../organisation/index.ts';
import type { PublicInitiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { filterKey, readFilter } from '../pages/list.tsx';
import { initiativeHref } from '../pages/words.tsx';
import { publicInitiatives } from '../queries/initiatives.ts';

const pageSize = 50;

function entry({ app, language }: Request, initiative: PublicInitiative): FeedEntry {
  const t = initiativesTexts(language);
  const { title, goal } = initiative.texts[language];
  return {
    key: initiativeHref(initiative),
    title,
    updated: initiative.changedAt,
    published: initiative.publishedAt,
    path: `${initiativeHref(initiative)}?lang=${language}`,
    summary: `${t(`phase.${initiative.phase}`)}. ${goal}`,
    author: unitName(app, initiative.unit, language),
    categories: [
      {
        scheme: `${app.config.baseUrl}/vorhaben`,
        term: initiative.phase,
        label: t(`phase.${initiative.phase}`),
      },
    ],
  };
}

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = initiativesTexts(language);
  const filter = readFilter(query);
  const { items, next } = await publicInitiatives(
    app,
    filter,
    pageSize,
    readPageKey(query['nach'], 'instant', 'slug'),
  );
  const times = items.map(({ changedAt }) => changedAt.getTime());
  return atomFeed(request, {
    title: t('list.title'),
    subtitle: t('list.lead'),
    author: app.canton.name[language],
    page: `/vorhaben?${[filterKey(filter), `lang=${language}`].filter(Boolean).join('&')}`,
    // An empty list has never changed.
    updated: new Date(Math.max(0, ...times)),
    entries: items.map((item) => entry(request, item)),
    keyName: 'nach',
    next,
  });
}

export const feedRoute: Route = {
  method: 'GET',
  url: '/vorhaben.atom',
  may: everyone,
  kind: 'file',
  summary: 'Initiatives as an Atom feed (department, phase; lang; nach)',
  perMinute: 600,
  schema: { query: Type.Object({ nach: Type.Optional(Type.String({ maxLength: 120 })) }) },
  handle: feed,
};
