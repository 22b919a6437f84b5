// The news module: news in four languages with their feed, written by editors; and the warning on all pages of all processes.
import type { Module } from '../../kernel/module.ts';
import { addRelatedBand } from '../catalogue/index.ts';
import { publishDue } from './actions/publish-news.ts';
import { announceNews } from './announce.ts';
import { feedRoute } from './api/feed.ts';
import { publicNewsApi } from './api/public-api.ts';
import { bannerApi } from './banner/banner-api.ts';
import { bannerBar } from './banner/banner-bar.tsx';
import { loadTemplates } from './banner/load-templates.ts';
import { newsDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { newsErrorText, newsTexts } from './news-texts.ts';
import { bannerRoutes } from './pages/banner-page.tsx';
import { deskRoute } from './pages/desk.tsx';
import { editRoutes } from './pages/edit.tsx';
import { historyRoute } from './pages/history.tsx';
import { itemRoute } from './pages/item.tsx';
import { listRoute } from './pages/list.tsx';
import { overviewRoutes } from './pages/overview.tsx';
import { relatedNews } from './pages/related.tsx';
import { withdrawRoutes } from './pages/withdraw.tsx';
import { seeDrafts, warnEveryone, writeNews } from './permissions.ts';
import { fillNewsIndex, indexNews, queueFilling } from './search-entries.ts';
import { seedNews } from './seed-news.ts';

export const news: Module = {
  name: 'news',
  schema: 'news',
  async start(app) {
    await loadTemplates(app);
    addRelatedBand(app, relatedNews);
    await queueFilling(app);
  },
  routes: [
    listRoute,
    itemRoute,
    feedRoute,
    ...publicNewsApi,
    bannerApi,
    deskRoute,
    ...editRoutes,
    ...bannerRoutes,
    ...overviewRoutes,
    historyRoute,
    ...withdrawRoutes,
  ],
  permissions: [writeNews, seeDrafts, warnEveryone],
  jobs: {
    'news.publish-due': (app) => publishDue(app),
    'news.index': indexNews,
    'news.fill-index': (app) => fillNewsIndex(app),
  },
  schedule: [{ task: 'news.publish-due', cron: '* * * * *' }],
  subscribes: ['news.published', 'news.corrected', 'news.withdrawn'].map((event) => ({
    event,
    task: 'news.index',
  })),
  events: {
    'news.published': 'A piece of news has appeared.',
    'news.corrected': 'A published piece of news was corrected, with a note.',
    'news.withdrawn': 'A published piece of news was withdrawn, with a reason.',
    'banner.set': 'A warning was set on all pages.',
    'banner.ended': 'The warning on all pages was ended by hand.',
  },
  announces: { 'news.published': announceNews },
  datasets: newsDatasets,
  datasetTexts,
  bar: bannerBar,
  navigation: [
    { href: '/aktuell', label: (language) => newsTexts(language)('list.title'), audience: 'public' },
    {
      href: '/redaktion',
      label: (language) => newsTexts(language)('desk.title'),
      audience: 'staff',
      may: seeDrafts,
      home: true,
    },
    {
      href: '/redaktion/warnung',
      label: (language) => newsTexts(language)('banner.nav'),
      audience: 'staff',
      aside: true,
      may: warnEveryone,
    },
  ],
  errorText: newsErrorText,
  seed: seedNews,
};
