// /gemeinschaft: one's own groups, where one was called, the next events; guests see the groups that they were asked into.
import type { Request, Route } from '../../../kernel/http/route.ts';
import {
  Band,
  Button,
  EmptyState,
  Hints,
  MoreLink,
  Rows,
  SearchForm,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { mentionsOf } from '../entries/entry-queries.ts';
import { ownEvents } from '../events/event-queries.ts';
import { ownGroups } from '../groups/group-queries.ts';
import { communityPage } from '../parts/community-page.tsx';
import { entryPath } from '../parts/entry-words.tsx';
import { participantOf } from '../participant-of.ts';
import { enter, judgeIdeas, moderateCommunity } from '../permissions.ts';

async function show(request: Request) {
  const { app, language } = request;
  const actor = participantOf(request);
  const t = communityTexts(language);
  const staff = actor.kind === 'staff';
  const [groups, mentions, events] = [
    await ownGroups(app, actor),
    await mentionsOf(app, actor, 5),
    await ownEvents(app, actor, 5),
  ];
  return communityPage(request, {
    title: t('title'),
    lead: t(staff ? 'start.lead' : 'start.guestLead'),
    action: staff ? (
      <Hints
        links={[
          { label: t('groups.title'), href: '/gemeinschaft/gruppen' },
          { label: t('people.title'), href: '/gemeinschaft/menschen' },
          { label: t('ideas.title'), href: '/gemeinschaft/ideen' },
          { label: t('profile.title'), href: '/gemeinschaft/profil' },
          ...(moderateCommunity.allows(actor, undefined, app)
            ? [{ label: t('moderation.ofIdeas'), href: '/gemeinschaft/moderation' }]
            : []),
          ...(judgeIdeas.allows(actor, undefined, app)
            ? [{ label: t('ideas.toJudge'), href: '/gemeinschaft/ideen?stand=open' }]
            : []),
        ]}
      />
    ) : undefined,
    children: (
      <>
        {staff ? (
          <SearchForm labels={uiLabels(language)} action="/gemeinschaft/suche" label={t('search.label')} />
        ) : null}
        <Band id="gruppen" title={t('start.groups')}>
          {groups.length === 0 ? (
            <EmptyState text={t(staff ? 'start.noGroups' : 'start.guestNoGroups')}>
              {staff ? <Button href="/gemeinschaft/gruppen">{t('start.findGroups')}</Button> : null}
            </EmptyState>
          ) : (
            <Rows
              items={groups.map(({ id, name, about, lastAt }) => ({
                when: formatDate(swissDay(lastAt), language, 'day'),
                title: name,
                href: `/gemeinschaft/gruppen/${id}`,
                text: about,
              }))}
            />
          )}
          {staff && groups.length > 0 ? (
            <MoreLink href="/gemeinschaft/gruppen" label={t('start.allGroups')} />
          ) : null}
        </Band>
        {mentions.length === 0 ? null : (
          <Band id="erwaehnt" title={t('start.mentions')}>
            <Rows
              items={mentions.map(({ entry, title, language: written, kind, at }) => ({
                when: formatDate(swissDay(at), language, 'day'),
                title: <span lang={written}>{title}</span>,
                href: entryPath({ id: entry, kind }),
              }))}
            />
          </Band>
        )}
        {events.length === 0 ? null : (
          <Band id="anlaesse" title={t('start.events')} last>
            <Rows
              items={events.map(({ id, title, startsAt, place }) => ({
                when: formatDateTime(startsAt, language),
                title,
                href: `/gemeinschaft/anlaesse/${id}`,
                text: place,
              }))}
            />
          </Band>
        )}
      </>
    ),
  });
}

export const startRoute: Route = {
  method: 'GET',
  url: '/gemeinschaft',
  may: enter,
  kind: 'page',
  summary: 'The community of staff: own groups, mentions, next events',
  handle: show,
};
