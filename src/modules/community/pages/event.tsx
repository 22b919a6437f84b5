// /gemeinschaft/anlaesse/:id: an event: come or wait for a place, put it into one's calendar; its host sees who comes, changes it or calls it off.
import type { VNode } from 'preact';
import { calendarFile } from '../../../kernel/calendar-file.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Buttons,
  Facts,
  Hints,
  MoreLink,
  Notice,
  PlainText,
  Rows,
  formatDateTime,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { answerEvent } from '../events/answer-event.ts';
import { guestList, readEvent, type EventView } from '../events/event-queries.ts';
import { changeEvent } from '../events/plan-event.ts';
import { isInside } from '../groups/circle.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { authorName } from '../parts/entry-words.tsx';
import { placesWords } from '../parts/places-words.ts';
import { SmallForm } from '../parts/small-form.tsx';
import { trySending, typed } from '../parts/typed.ts';
import { namesOf } from '../people/profile-queries.ts';
import { participantOf } from '../participant-of.ts';
import { enter, takePart } from '../permissions.ts';
import { EventForm, readEventForm } from './event-form.tsx';

const pageSize = 50;
const pathOf = (id: string) => `/gemeinschaft/anlaesse/${id}`;

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params } = request;
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const view = await readEvent(app, participantOf(request), id);
  const { event, sight } = view;
  const names = await namesOf(app, [{ author: event.host }]);
  const isOver = event.startsAt <= app.clock.now();
  return communityPage(request, {
    title: event.title,
    meta: sight.circle.name,
    crumbs: [
      ...groupCrumbs(request, sight.circle),
      { label: t('events.title'), href: `/gemeinschaft/gruppen/${sight.circle.id}/anlaesse` },
    ],
    errors,
    children: (
      <>
        {event.cancelledAt === null ? null : <Notice tone="warning" title={t('events.cancelled')} />}
        <Band id="anlass" title={t('events.what')}>
          <Facts
            items={[
              { term: t('events.when'), value: formatDateTime(event.startsAt, language, 'long') },
              { term: t('events.minutes'), value: t('events.minutesOf', { minutes: event.minutes }) },
              { term: t('events.place'), value: event.place },
              { term: t('events.host'), value: authorName(language, names, event.host) },
              { term: t('events.places'), value: placesWords(language, event) },
            ]}
          />
          <PlainText text={event.about} breaks />
          {event.cancelledAt === null ? (
            <Hints links={[{ label: t('events.calendar'), href: `${pathOf(id)}/kalender.ics` }]} />
          ) : null}
        </Band>
        {event.cancelledAt !== null || isOver ? null : <AnswerBand request={request} view={view} />}
        {view.mayChange ? await hostBand(request, view) : null}
      </>
    ),
  });
}

function AnswerBand({ request, view }: { request: Request; view: EventView }): VNode {
  const { language } = request;
  const t = communityTexts(language);
  const { event, own, before, sight } = view;
  const says =
    own === 'coming'
      ? t('events.youCome')
      : own === 'waiting'
        ? t('events.youWait', { before })
        : t(event.capacity !== null && event.coming >= event.capacity ? 'events.full' : 'events.ask');
  return (
    <Band id="teilnahme" title={t('events.takePart')} last={!view.mayChange}>
      <p>{isInside(sight) ? says : t('events.onlyMembers')}</p>
      {isInside(sight) ? (
        <Buttons>
          <SmallForm
            request={request}
            action={pathOf(event.id)}
            label={t(
              own !== undefined
                ? 'events.stayAway'
                : event.capacity !== null && event.coming >= event.capacity
                  ? 'events.wait'
                  : 'events.come',
            )}
            hidden={{ schritt: own === undefined ? 'come' : 'stay-away' }}
            variant={own === undefined ? 'primary' : 'secondary'}
          />
        </Buttons>
      ) : null}
    </Band>
  );
}

async function hostBand(request: Request, { event }: EventView): Promise<VNode> {
  const { app, language, query } = request;
  const t = communityTexts(language);
  const { items, next } = await guestList(app, participantOf(request), event.id, {
    limit: pageSize,
    after: readPageKey(query['cursor'], 'number')?.[0],
  });
  return (
    <Band id="liste" title={t('events.list')} note={t('events.listNote')} last>
      {items.length === 0 ? (
        <p>{t('events.listNone')}</p>
      ) : (
        <Rows
          kind="two"
          items={items.map(({ shownAs, state }) => ({
            title: shownAs,
            text: t(state === 'coming' ? 'events.isComing' : 'events.isWaiting'),
          }))}
        />
      )}
      {next === null ? null : <MoreLink href={`${pathOf(event.id)}?cursor=${next}`} label={t('further')} />}
      {event.cancelledAt === null ? (
        <Buttons>
          <a href={`${pathOf(event.id)}/aendern`}>{t('events.change')}</a>
          <SmallForm
            request={request}
            action={pathOf(event.id)}
            label={t('events.cancel')}
            hidden={{ schritt: 'cancel', revision: String(event.revision) }}
          />
        </Buttons>
      ) : null}
    </Band>
  );
}

const revisionOf = (request: Request): number =>
  /^\d{1,6}$/.test(typed(request, 'revision')) ? Number(typed(request, 'revision')) : 0;

async function act(request: Request): Promise<Reply> {
  const { app, params, actor } = request;
  const id = params['id'] ?? '';
  const step = typed(request, 'schritt');
  return trySending(
    request,
    'teilnahme',
    async () => {
      if (step === 'come' || step === 'stay-away') await answerEvent(app, participantOf(request), id, step);
      else if (step === 'cancel' && actor.kind === 'staff')
        await changeEvent(app, actor, id, revisionOf(request), 'cancel');
      else throw new Fault('NOT_FOUND');
      return seeOther(pathOf(id));
    },
    (errors) => show(request, errors),
  );
}

async function form(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params } = request;
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const { event, sight, mayChange } = await readEvent(app, staffOf(request), id);
  if (!mayChange || event.cancelledAt !== null) throw new Fault('NOT_FOUND');
  return communityPage(request, {
    title: t('events.change'),
    crumbs: [...groupCrumbs(request, sight.circle), { label: event.title, href: pathOf(id) }],
    errors,
    children: (
      <EventForm
        request={request}
        action={`${pathOf(id)}/aendern`}
        hidden={{ revision: String(event.revision) }}
        send={t('events.save')}
        back={pathOf(id)}
        errors={errors}
        event={event}
      />
    ),
  });
}

async function change(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const id = params['id'] ?? '';
  const { event } = await readEvent(app, staffOf(request), id);
  const read = readEventForm(request);
  if ('errors' in read) return form(request, read.errors);
  const { capacity } = read.wanted;
  if (capacity !== null && capacity < event.coming) {
    const message = communityTexts(language)('events.tooFew', { coming: event.coming });
    return form(request, [{ fieldId: 'plaetze', message }]);
  }
  return trySending(
    request,
    'titel',
    async () => {
      await changeEvent(app, staffOf(request), id, revisionOf(request), read.wanted);
      return seeOther(pathOf(id));
    },
    (errors) => form(request, errors),
  );
}

async function calendar(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const { event } = await readEvent(app, participantOf(request), params['id'] ?? '');
  if (event.cancelledAt !== null) throw new Fault('NOT_FOUND');
  const t = communityTexts(language);
  return calendarFile(app, { name: event.title, product: t('title'), file: 'anlass.ics' }, [
    {
      id: `community-event-${event.id}`,
      summary: event.title,
      when: { start: event.startsAt, minutes: event.minutes },
      path: pathOf(event.id),
      description: event.about,
      location: event.place,
    },
  ]);
}

export const eventRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/anlaesse/:id',
    may: enter,
    kind: 'page',
    summary: 'An event; to its host also who comes (cursor)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/anlaesse/:id',
    may: enter,
    kind: 'form',
    summary: 'Comes, waits for a place or stays away; the host calls it off (schritt)',
    handle: act,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/anlaesse/:id/aendern',
    may: takePart,
    kind: 'page',
    summary: 'The form that changes an event',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/anlaesse/:id/aendern',
    may: takePart,
    kind: 'form',
    summary: 'Changes an event; with more places those who wait move up',
    handle: change,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/anlaesse/:id/kalender.ics',
    may: enter,
    kind: 'file',
    summary: 'An event as a calendar file',
    handle: calendar,
  },
];
