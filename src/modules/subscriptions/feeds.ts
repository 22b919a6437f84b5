// Feeds and calendars of what somebody follows: public by what they are about, or of one subscription by its secret address.
import { atomFeed } from '../../kernel/atom.ts';
import { calendarFile } from '../../kernel/calendar-file.ts';
import { Fault } from '../../kernel/errors.ts';
import { locales } from '../../kernel/i18n/texts.ts';
import type { Reply, Request, Route } from '../../kernel/http/route.ts';
import { readPageKey } from '../../kernel/page-key.ts';
import { everyone } from '../../kernel/permission.ts';
import { termLabel } from './facet-words.ts';
import { announcementsAbout } from './queries/announcements.ts';
import { feedBy } from './queries/subscribers.ts';
import { subscriptionsTexts } from './subscriptions-texts.ts';
import { readTerm, type Match } from './terms.ts';
import { termsOfAddress } from './wanted.ts';

interface About {
  terms: readonly string[];
  match: Match;
}
const pageSize = 50;
const datedAtMost = 300;

/** @throws Fault NOT_FOUND for an address that follows nothing */
async function aboutOf(request: Request): Promise<About> {
  const { app, params, query, url } = request;
  if (params['token'] !== undefined) {
    const about = await feedBy(app, params['token']);
    if (!about) throw new Fault('NOT_FOUND');
    return about;
  }
  const terms = termsOfAddress(app, url);
  if (terms.length === 0) throw new Fault('NOT_FOUND');
  return { terms, match: query['match'] === 'all' ? 'all' : 'any' };
}

export function aboutWords(
  { app, language }: Pick<Request, 'app' | 'language'>,
  { terms, match }: About,
): string {
  const names = terms.flatMap((text) => {
    const term = readTerm(text);
    return term ? [termLabel(app, term, language)] : [];
  });
  const type = match === 'all' ? 'conjunction' : 'disjunction';
  return new Intl.ListFormat(locales[language], { type }).format(names);
}

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const about = await aboutOf(request);
  const t = subscriptionsTexts(language);
  const [before] = readPageKey(query['vor'], 'number') ?? [];
  const found = await announcementsAbout(app.db, about, {
    ...(before === undefined ? {} : { before: Number(before) }),
    limit: pageSize + 1,
  });
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  const reply = atomFeed(request, {
    title: t('feed.title', { about: aboutWords(request, about) }),
    author: app.canton.name[language],
    page:
      request.params['token'] === undefined
        ? `/abonnieren${new URL(request.url, 'http://here').search}`
        : '/',
    updated: shown[0]?.at ?? new Date(0),
    entries: shown.map((each) => ({
      key: `/abonnieren/${each.id}`,
      title: each.title[language],
      updated: each.at,
      path: each.path,
      summary: each.text[language],
    })),
    next: found.length > pageSize && last ? String(last.id) : null,
    keyName: 'vor',
  });
  // Nobody in between keeps what a secret address gives.
  return request.params['token'] === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, 'cache-control': 'private, max-age=60' } };
}

async function calendar(request: Request): Promise<Reply> {
  const { app, language } = request;
  const about = await aboutOf(request);
  const t = subscriptionsTexts(language);
  const found = await announcementsAbout(app.db, about, { limit: datedAtMost });
  return calendarFile(
    app,
    {
      name: t('feed.title', { about: aboutWords(request, about) }),
      product: 'Abonnement',
      file: 'abonnement.ics',
      inline: true,
    },
    found.flatMap(({ id, fromDay, untilDay, title, text, path }) => {
      if (fromDay === null) return [];
      const entry = { path, description: text[language] };
      return [
        { ...entry, id: `announcement-${id}`, when: { day: fromDay }, summary: title[language] },
        // The last day is what people must not miss.
        ...(untilDay !== null && untilDay > fromDay
          ? [
              {
                ...entry,
                id: `announcement-${id}-end`,
                when: { day: untilDay },
                summary: t('feed.lastDay', { title: title[language] }),
              },
            ]
          : []),
      ];
    }),
  );
}

const open = { method: 'GET', may: everyone, kind: 'file', perMinute: 120 } as const;
export const feedRoutes: Route[] = [
  {
    ...open,
    url: '/abonnieren/feed.atom',
    summary: 'What is announced about topics, areas, units and so on, as a feed',
    handle: feed,
  },
  {
    ...open,
    url: '/abonnieren/kalender.ics',
    summary: 'Dates of what is announced, as a calendar',
    handle: calendar,
  },
  {
    ...open,
    url: '/abos/feed/:token',
    summary: 'One subscription as a feed, by a secret address that can be revoked',
    handle: feed,
  },
  {
    ...open,
    url: '/abos/kalender/:token',
    summary: 'One subscription as a calendar, by a secret address that can be revoked',
    handle: calendar,
  },
];
