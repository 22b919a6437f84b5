// /gemeinschaft/gruppen/:id/anlaesse: the next events of a group; /neu: plans one.
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  EmptyState,
  MoreLink,
  Rows,
  formatDateTime,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { eventsOf } from '../events/event-queries.ts';
import { planEvent } from '../events/plan-event.ts';
import { isOfStaff } from '../groups/circle.ts';
import { sightOf } from '../groups/sight.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { placesWords } from '../parts/places-words.ts';
import { trySending } from '../parts/typed.ts';
import { participantOf } from '../participant-of.ts';
import { enter, takePart } from '../permissions.ts';
import { EventForm, readEventForm } from './event-form.tsx';

const pageSize = 30;

async function show(request: Request): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const sight = await sightOf(app, participantOf(request), id);
  const { items, next } = await eventsOf(app, id, {
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const here = `/gemeinschaft/gruppen/${id}/anlaesse`;
  return communityPage(request, {
    title: t('events.title'),
    meta: sight.circle.name,
    crumbs: groupCrumbs(request, sight.circle),
    action: isOfStaff(sight) ? <Button href={`${here}/neu`}>{t('events.new')}</Button> : undefined,
    children: (
      <Band id="anlaesse" title={t('events.next')} last>
        {items.length === 0 ? (
          <EmptyState text={t('events.none')} />
        ) : (
          <Rows
            items={items.map((event) => ({
              when: formatDateTime(event.startsAt, language),
              title: event.title,
              href: `/gemeinschaft/anlaesse/${event.id}`,
              text: event.place,
              children: <p class="small quiet">{placesWords(language, event)}</p>,
            }))}
          />
        )}
        {next === null ? null : <MoreLink href={`${here}?cursor=${next}`} label={t('further')} />}
      </Band>
    ),
  });
}

async function form(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params } = request;
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const sight = await sightOf(app, staffOf(request), id);
  if (!isOfStaff(sight)) throw new Fault('NOT_FOUND');
  const here = `/gemeinschaft/gruppen/${id}/anlaesse`;
  return communityPage(request, {
    title: t('events.new'),
    crumbs: [...groupCrumbs(request, sight.circle), { label: t('events.title'), href: here }],
    errors,
    children: (
      <EventForm
        request={request}
        action={`${here}/neu`}
        hidden={formId(request.body ?? request.parked)}
        send={t('events.plan')}
        back={here}
        errors={errors}
      />
    ),
  });
}

async function plan(request: Request): Promise<Reply> {
  const { app, params } = request;
  const actor = staffOf(request);
  const circle = params['id'] ?? '';
  await sightOf(app, actor, circle);
  const read = readEventForm(request);
  if ('errors' in read) return form(request, read.errors);
  const id = sentId(request.body);
  return trySending(
    request,
    'titel',
    async () => {
      await planEvent(app, actor, circle, id, read.wanted);
      return seeOther(`/gemeinschaft/anlaesse/${id}`);
    },
    (errors) => form(request, errors),
  );
}

export const eventsRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id/anlaesse',
    may: enter,
    kind: 'page',
    summary: 'The next events of a group (cursor)',
    handle: show,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id/anlaesse/neu',
    may: takePart,
    kind: 'page',
    summary: 'The form that plans an event',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/:id/anlaesse/neu',
    may: takePart,
    kind: 'form',
    summary: 'Plans an event of a group',
    handle: plan,
  },
];
