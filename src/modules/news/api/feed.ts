// `/news.atom`: the news as a feed, filtered like the list; corrected and withdrawn ones reach readers, too.
import { Type } from 'typebox';
import { atomFeed, type FeedEntry } from '../../../kernel/atom.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { topicName } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { PublicItem } from '../item.ts';
import { markupHtml } from '../markup/markup.tsx';
import { newsTexts } from '../news-texts.ts';
import { filterWords } from '../pages/list.tsx';
import { newsHref } from '../pages/news-words.tsx';
import { filterKey, readFilter } from '../queries/filter.ts';
import { publicList } from '../queries/public-list.ts';

const pageSize = 50;

function entry({ app, language }: Request, item: PublicItem): FeedEntry {
  const { title, lead, body } = item.texts[language];
  const { baseUrl } = app.config;
  const withdrawn = item.withdrawnReason;
  return {
    key: newsHref(item),
    title: withdrawn ? newsTexts(language)('feed.withdrawn', { title }) : title,
    updated: item.changedAt,
    published: item.publishedAt,
    path: `${newsHref(item)}?lang=${language}`,
    summary: withdrawn ? withdrawn[language] : lead,
    ...(withdrawn ? {} : { html: markupHtml(body, baseUrl) }),
    author: unitName(app, item.unit, language),
    categories: item.topics.map((topic) => ({
      scheme: `${baseUrl}/aktuell`,
      term: topic,
      label: topicName(app, topic, language),
    })),
  };
}

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = newsTexts(language);
  const filter = readFilter(query);
  const what = filterWords(request, filter);
  const { items, next, previous } = await publicList(app, {
    filter,
    limit: pageSize,
    after: readPageKey(query['nach'], 'instant', 'uuid'),
  });
  const times = items.map(({ changedAt }) => changedAt.getTime());
  return atomFeed(request, {
    title: what === '' ? t('list.title') : t('list.titleFor', { what }),
    subtitle: t('list.description', { canton: app.canton.name[language] }),
    author: app.canton.name[language],
    page: `/aktuell?${[filterKey(filter), `lang=${language}`].filter(Boolean).join('&')}`,
    // An empty list has never changed.
    updated: new Date(Math.max(0, ...times)),
    entries: items.map((item) => entry(request, item)),
    keyName: 'nach',
    next,
    previous,
  });
}

export const feedRoute: Route = {
  method: 'GET',
  url: '/news.atom',
  may: everyone,
  kind: 'file',
  summary: 'News as an Atom feed (topic, area, unit, or service, or process; lang; nach)',
  perMinute: 600,
  schema: { query: Type.Object({ nach: Type.Optional(Type.String({ maxLength: 100 })) }) },
  handle: feed,
};
