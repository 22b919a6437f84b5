// /gemeinschaft/gruppen: all groups by when something happened last; /gemeinschaft/gruppen/neu: opens one.
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  Form,
  LongTextField,
  MoreLink,
  Rows,
  TextField,
  formatDate,
  swissDay,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { createGroup } from '../groups/create-group.ts';
import { allGroups } from '../groups/group-queries.ts';
import { communityPage, groupsCrumb } from '../parts/community-page.tsx';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { takePart } from '../permissions.ts';

const pageSize = 30;
const longestName = 80;
const longestAbout = 500;

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = communityTexts(language);
  const { items, next } = await allGroups(app, {
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  return communityPage(request, {
    title: t('groups.title'),
    lead: t('groups.lead'),
    action: <Button href="/gemeinschaft/gruppen/neu">{t('groups.new')}</Button>,
    crumbs: [],
    children: (
      <Band id="gruppen" title={t('groups.all')} last>
        {items.length === 0 ? (
          <EmptyState text={t('groups.none')} />
        ) : (
          <Rows
            items={items.map((group) => ({
              when: formatDate(swissDay(group.lastAt), language, 'day'),
              whenNote: t(group.open ? 'groups.open' : 'groups.closed'),
              title: group.name,
              href: `/gemeinschaft/gruppen/${group.id}`,
              text: group.about,
              children: (
                <p class="small quiet">
                  {t('groups.members', { count: group.members })},{' '}
                  {t('groups.entries', { count: group.entries })}
                </p>
              ),
            }))}
          />
        )}
        {next === null ? null : (
          <MoreLink href={`/gemeinschaft/gruppen?cursor=${next}`} label={t('further')} />
        )}
      </Band>
    ),
  });
}

function form(request: Request, errors: readonly FormError[] = []): Reply {
  const { language, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  return communityPage(request, {
    title: t('groups.new'),
    crumbs: [groupsCrumb(request)],
    errors,
    children: (
      <Form
        action="/gemeinschaft/gruppen/neu"
        hidden={{ _csrf: csrf, ...formId(request.body ?? request.parked) }}
      >
        <TextField
          labels={labels}
          id="gruppe"
          name="gruppe"
          label={t('groups.name')}
          value={typed(request, 'gruppe')}
          error={errorOf(errors, 'gruppe')}
        />
        <LongTextField
          labels={labels}
          id="zweck"
          name="zweck"
          label={t('groups.about')}
          maxLength={longestAbout}
          value={typed(request, 'zweck')}
          error={errorOf(errors, 'zweck')}
        />
        <Choice
          labels={labels}
          id="art"
          name="art"
          label={t('groups.who')}
          value={typed(request, 'art') || 'offen'}
          options={[
            { value: 'offen', label: t('groups.open'), hint: t('groups.openHint') },
            { value: 'geschlossen', label: t('groups.closed'), hint: t('groups.closedHint') },
          ]}
        />
        <Buttons>
          <Button>{t('groups.create')}</Button>
          <a href="/gemeinschaft/gruppen">{t('cancel')}</a>
        </Buttons>
      </Form>
    ),
  });
}

async function create(request: Request): Promise<Reply> {
  const errors = textErrors(request, [
    { name: 'gruppe', most: longestName },
    { name: 'zweck', most: longestAbout },
  ]);
  if (errors.length > 0) return form(request, errors);
  return trySending(
    request,
    'gruppe',
    async () => {
      const id = await createGroup(request.app, staffOf(request), {
        id: sentId(request.body),
        name: typed(request, 'gruppe'),
        about: typed(request, 'zweck'),
        open: typed(request, 'art') !== 'geschlossen',
      });
      return seeOther(`/gemeinschaft/gruppen/${id}`);
    },
    (faults) => form(request, faults),
  );
}

export const groupsRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen',
    may: takePart,
    kind: 'page',
    summary: 'All groups of the community, last active first (cursor)',
    handle: list,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/neu',
    may: takePart,
    kind: 'page',
    summary: 'The form that opens a group',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/neu',
    may: takePart,
    kind: 'form',
    summary: 'Opens a group; whoever opens it moderates it',
    handle: create,
  },
];
