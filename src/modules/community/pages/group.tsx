// /gemeinschaft/gruppen/:id: what is written in a group, newest first. Staff join, or ask to come into a closed one.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Hints,
  MoreLink,
  Notice,
  PlainText,
  Views,
  formatDate,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { entriesOf } from '../entries/entry-queries.ts';
import { isInside, isOfStaff, type Sight } from '../groups/circle.ts';
import { closedGroup, hasAsked } from '../groups/group-queries.ts';
import { joinGroup, leaveGroup } from '../groups/join-group.ts';
import { sightOf } from '../groups/sight.ts';
import { communityPage, groupsCrumb } from '../parts/community-page.tsx';
import { EntryRows } from '../parts/entry-words.tsx';
import { SmallForm } from '../parts/small-form.tsx';
import { trySending, typed } from '../parts/typed.ts';
import { namesOf } from '../people/profile-queries.ts';
import { participantOf } from '../participant-of.ts';
import { enter } from '../permissions.ts';

const pageSize = 20;

async function show(request: Request, refused?: string): Promise<Reply> {
  const { app, language, params, query } = request;
  const id = params['id'] ?? '';
  const actor = participantOf(request);
  const t = communityTexts(language);
  const sight = await sightOf(app, actor, id).catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'NOT_FOUND' && actor.kind === 'staff') return undefined;
    throw error;
  });
  if (!sight) return fromOutside(request, id);
  const open = query['zeigen'] === 'offen';
  const { items, next } = await entriesOf(app, id, {
    open,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const names = await namesOf(app, items);
  const here = `/gemeinschaft/gruppen/${id}`;
  const inside = isInside(sight);
  return communityPage(request, {
    title: sight.circle.name,
    lead: sight.circle.about,
    meta: `${t(sight.circle.open ? 'groups.open' : 'groups.closed')}, ${t('groups.members', { count: sight.circle.members })}`,
    crumbs: actor.kind === 'staff' ? [groupsCrumb(request)] : [],
    action: inside ? <Button href={`${here}/schreiben`}>{t('write.title')}</Button> : undefined,
    pulse: { of: 'group', id, now: sight.circle.pulse },
    children: (
      <>
        {refused === undefined ? null : <Notice tone="warning" title={refused} role="status" />}
        {sight.until === undefined ? null : (
          <Notice tone="info" title={t('group.guestUntil', { until: formatDate(sight.until, language) })} />
        )}
        <Hints
          links={[
            { label: t('documents.title'), href: `${here}/dokumente` },
            { label: t('events.title'), href: `${here}/anlaesse` },
            ...(isOfStaff(sight) ? [{ label: t('members.title'), href: `${here}/mitglieder` }] : []),
            { label: t('moderation.title'), href: `${here}/moderation` },
          ]}
        />
        {inside ? null : (
          <Notice tone="info" title={t('group.reader')} level={2}>
            <SmallForm
              request={request}
              action={here}
              label={t('group.join')}
              hidden={{ schritt: 'join' }}
              variant="primary"
            />
          </Notice>
        )}
        <Views
          label={t('group.views')}
          views={[
            { label: t('group.all'), href: here, current: !open },
            { label: t('group.openQuestions'), href: `${here}?zeigen=offen`, current: open },
          ]}
        />
        <Band id="beitraege" title={t(open ? 'group.openQuestions' : 'group.entries')} last={!inside}>
          {items.length === 0 ? (
            <EmptyState text={t('group.none')} />
          ) : (
            <EntryRows language={language} items={items} names={names} />
          )}
          {next === null ? null : (
            <MoreLink href={`${here}?${open ? 'zeigen=offen&' : ''}cursor=${next}`} label={t('further')} />
          )}
        </Band>
        {inside ? <LeaveBand request={request} sight={sight} /> : null}
      </>
    ),
  });
}

function LeaveBand({ request, sight }: { request: Request; sight: Sight }): VNode {
  const t = communityTexts(request.language);
  return (
    <Band id="austreten" title={t('group.leave')} note={t('group.leaveNote')} last>
      <Buttons>
        <SmallForm
          request={request}
          action={`/gemeinschaft/gruppen/${sight.circle.id}`}
          label={t('group.leave')}
          hidden={{ schritt: 'leave' }}
        />
      </Buttons>
    </Band>
  );
}

/** A closed group, to staff who do not belong to it: its name, what it is for, and how to come in. */
async function fromOutside(request: Request, id: string): Promise<Reply> {
  const { app, language } = request;
  const t = communityTexts(language);
  const group = await closedGroup(app, id);
  const asked = await hasAsked(app, staffOf(request), id);
  return communityPage(request, {
    title: group.name,
    meta: t('groups.closed'),
    crumbs: [groupsCrumb(request)],
    children: (
      <Band id="zugang" title={t('group.closedTitle')} last>
        <PlainText text={group.about} breaks />
        <p>{t(asked ? 'group.asked' : 'group.closedText')}</p>
        {asked ? null : (
          <SmallForm
            request={request}
            action={`/gemeinschaft/gruppen/${id}`}
            label={t('group.ask')}
            hidden={{ schritt: 'join' }}
            variant="primary"
          />
        )}
      </Band>
    ),
  });
}

async function act(request: Request): Promise<Reply> {
  const { app, params } = request;
  const id = params['id'] ?? '';
  const step = typed(request, 'schritt');
  return trySending(
    request,
    'schritt',
    async () => {
      if (step === 'join' && request.actor.kind === 'staff') await joinGroup(app, request.actor, id);
      else if (step === 'leave') await leaveGroup(app, participantOf(request), id);
      else throw new Fault('NOT_FOUND');
      // Guests who have left see nothing of it any more.
      return seeOther(
        step === 'leave' && request.actor.kind !== 'staff' ? '/gemeinschaft' : `/gemeinschaft/gruppen/${id}`,
      );
    },
    ([error]) => show(request, error?.message),
  );
}

export const groupRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id',
    may: enter,
    kind: 'page',
    summary: 'What is written in a group (zeigen=offen, cursor); of a closed one how to come in',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/:id',
    may: enter,
    kind: 'form',
    summary: 'Joins a group, asks to come into a closed one, or leaves (schritt)',
    handle: act,
  },
];
