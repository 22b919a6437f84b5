// /gemeinschaft/ideen: ideas of staff, newest first, by stage; /neu: proposes one, also from pages that it comes from.
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Form,
  Hints,
  LongTextField,
  MoreLink,
  Notice,
  Rows,
  TextField,
  Views,
  formatDate,
  swissDay,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { longestBody, longestTitle } from '../entries/entry.ts';
import { mostSources, proposeIdea } from '../ideas/idea-actions.ts';
import { ideas, ideasFrom } from '../ideas/idea-queries.ts';
import { sitePath, sourcesOf, stages } from '../ideas/idea.ts';
import { communityPage } from '../parts/community-page.tsx';
import { authorName, excerpt } from '../parts/entry-words.tsx';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { namesOf } from '../people/profile-queries.ts';
import { takePart } from '../permissions.ts';

const pageSize = 30;

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = communityTexts(language);
  const stage = stages.find((each) => each === query['stand']);
  const { items, next } = await ideas(app, {
    stage,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const names = await namesOf(app, items);
  return communityPage(request, {
    title: t('ideas.title'),
    lead: t('ideas.lead'),
    action: <Button href="/gemeinschaft/ideen/neu">{t('ideas.new')}</Button>,
    crumbs: [],
    children: (
      <>
        <Views
          label={t('ideas.views')}
          views={[
            { label: t('ideas.all'), href: '/gemeinschaft/ideen', current: stage === undefined },
            ...stages.map((each) => ({
              label: t(`stage.${each}`),
              href: `/gemeinschaft/ideen?stand=${each}`,
              current: each === stage,
            })),
          ]}
        />
        <Band id="ideen" title={stage === undefined ? t('ideas.all') : t(`stage.${stage}`)} last>
          {items.length === 0 ? (
            <EmptyState text={t('ideas.none')} />
          ) : (
            <Rows
              items={items.map((idea) => ({
                when: formatDate(swissDay(idea.at), language, 'day'),
                whenNote: t(`stage.${idea.stage}`),
                title: <span lang={idea.language}>{idea.title}</span>,
                href: `/gemeinschaft/ideen/${idea.id}`,
                text: <span lang={idea.language}>{excerpt(idea.body)}</span>,
                children: (
                  <p class="small quiet">
                    {authorName(language, names, idea.author)},{' '}
                    {t('ideas.supports', { count: idea.supports })},{' '}
                    {t('comments.count', { count: idea.comments })}
                  </p>
                ),
              }))}
            />
          )}
          {next === null ? null : (
            <MoreLink
              href={`/gemeinschaft/ideen?${stage === undefined ? '' : `stand=${stage}&`}cursor=${next}`}
              label={t('further')}
            />
          )}
        </Band>
      </>
    ),
  });
}

async function form(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, query, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const source = sitePath(query['quelle'] ?? '');
  const before = source === undefined ? [] : await ideasFrom(app, source);
  return communityPage(request, {
    title: t('ideas.new'),
    lead: t('ideas.newLead'),
    crumbs: [{ label: t('ideas.title'), href: '/gemeinschaft/ideen' }],
    errors,
    children: (
      <>
        {before.length === 0 ? null : (
          <Notice tone="info" title={t('ideas.fromSame')}>
            <Hints
              links={before.map(({ id, title }) => ({ label: title, href: `/gemeinschaft/ideen/${id}` }))}
            />
          </Notice>
        )}
        <Form
          action="/gemeinschaft/ideen/neu"
          hidden={{ _csrf: csrf, ...formId(request.body ?? request.parked) }}
        >
          <TextField
            labels={labels}
            id="titel"
            name="titel"
            label={t('write.heading')}
            value={typed(request, 'titel')}
            error={errorOf(errors, 'titel')}
          />
          <LongTextField
            labels={labels}
            id="text"
            name="text"
            label={t('ideas.text')}
            hint={t('ideas.textHint')}
            rows={8}
            maxLength={longestBody}
            value={typed(request, 'text')}
            error={errorOf(errors, 'text')}
          />
          <LongTextField
            labels={labels}
            id="quellen"
            name="quellen"
            label={t('ideas.sources')}
            hint={t('ideas.sourcesHint', { most: mostSources })}
            optional
            rows={3}
            value={request.body === undefined ? (source ?? '') : typed(request, 'quellen')}
            error={errorOf(errors, 'quellen')}
          />
          <Buttons>
            <Button>{t('ideas.propose')}</Button>
            <a href="/gemeinschaft/ideen">{t('cancel')}</a>
          </Buttons>
        </Form>
      </>
    ),
  });
}

async function propose(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = communityTexts(language);
  const { paths, wrong } = sourcesOf(typed(request, 'quellen'), app.config.baseUrl);
  const errors: FormError[] = [
    ...textErrors(request, [
      { name: 'titel', most: longestTitle },
      { name: 'text', most: longestBody },
    ]),
    ...(wrong.length === 0 && paths.length <= mostSources
      ? []
      : [{ fieldId: 'quellen', message: t('ideas.sourcesWrong', { most: mostSources }) }]),
  ];
  if (errors.length > 0) return form(request, errors);
  const id = sentId(request.body);
  return trySending(
    request,
    'text',
    async () => {
      const texts = { title: typed(request, 'titel'), body: typed(request, 'text') };
      await proposeIdea(app, staffOf(request), { id, language, ...texts, sources: paths });
      return seeOther(`/gemeinschaft/ideen/${id}`);
    },
    (faults) => form(request, faults),
  );
}

export const ideasRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/ideen',
    may: takePart,
    kind: 'page',
    summary: 'Ideas of staff, newest first (stand, cursor)',
    handle: list,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/ideen/neu',
    may: takePart,
    kind: 'page',
    summary: 'The form for an idea (quelle: a page of this site that it comes from)',
    handle: (request) => form(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/ideen/neu',
    may: takePart,
    kind: 'form',
    summary: 'Proposes an idea',
    handle: propose,
  },
];
