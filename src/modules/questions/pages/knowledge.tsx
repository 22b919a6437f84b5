// /wissen: what people often need to know; /wissen/:id: one article, with its unit, the day it was checked and its versions.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  EmptyState,
  Facts,
  Hints,
  Notice,
  Pagination,
  PlainText,
  Quiet,
  Rows,
  SearchForm,
  State,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import { offerById, topicById, topicName, topics } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { mayHandle } from '../actions/hold-question.ts';
import { articleText, missingLanguages, type Article } from '../knowledge/article.ts';
import { questionsTexts } from '../questions-texts.ts';
import { articleAt, articleById, articles, versionsOf, type ArticleVersion } from '../queries/knowledge.ts';
import { Helped } from './helped.tsx';

const pageSize = 30;
const articleId = /^[a-z][a-z0-9-]{0,59}$/;

export function articleRow(article: Article, language: Language): RowItem {
  const { title, text, language: written } = articleText(article, language);
  const other = written === language ? undefined : written;
  const first = text.split(/\n\s*\n/)[0] ?? '';
  return {
    title: <span lang={other}>{title}</span>,
    href: `/wissen/${article.id}`,
    text: <span lang={other}>{first.length > 160 ? `${first.slice(0, 155)} …` : first}</span>,
  };
}

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  const topic = topicById(app, query['thema'] ?? '')?.id;
  const after = articleId.test(query['nach'] ?? '') ? query['nach'] : undefined;
  const { items, next } = await articles(app, { topic, limit: pageSize, after });
  const address = (more: Record<string, string>) =>
    `/wissen?${new URLSearchParams({ ...(topic === undefined ? {} : { thema: topic }), ...more }).toString()}`;
  return page(request, {
    title: t('knowledge.title'),
    description: t('knowledge.lead'),
    indexed: true,
    scripts: ['search'],
    content: (
      <Wrap>
        <Top labels={labels} title={t('knowledge.title')} lead={t('knowledge.lead')}>
          <SearchForm labels={labels} action="/suche" suggestions="/api/v1/search" />
        </Top>
        <Band id="themen" title={t('knowledge.topics')}>
          <Hints
            links={[
              ...(topic === undefined ? [] : [{ label: t('knowledge.all'), href: '/wissen' }]),
              ...topics(app).map(({ id, name }) => ({
                label: name[language],
                href: `/wissen?thema=${id}`,
                current: id === topic,
              })),
            ]}
          />
        </Band>
        <Band
          id="artikel"
          title={topic === undefined ? t('knowledge.all') : topicName(app, topic, language)}
          last
        >
          {items.length === 0 ? (
            <EmptyState text={t('knowledge.none')}>
              <a href="/fragen/neu">{t('ask.title')}</a>
            </EmptyState>
          ) : (
            <Rows kind="two" items={items.map((each) => articleRow(each, language))} />
          )}
          <Pagination
            labels={labels}
            href={next ? address({ nach: next }) : undefined}
            hidden={t('knowledge.all')}
          />
        </Band>
      </Wrap>
    ),
  });
}

async function find({ app, params }: Request): Promise<Article> {
  const id = params['id'] ?? '';
  const article = articleId.test(id) ? await articleById(app, id) : undefined;
  if (!article) throw new Fault('NOT_FOUND');
  return article;
}

async function show(request: Request): Promise<Reply> {
  const { app, language, actor } = request;
  const t = questionsTexts(language);
  const article = await find(request);
  const versions = await versionsOf(app, article.id);
  const { title, text, language: written } = articleText(article, language);
  const other = written === language ? undefined : written;
  return page(request, {
    title,
    description: text.slice(0, 150),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={<span lang={other}>{title}</span>}
          crumbs={[{ label: t('knowledge.title'), href: '/wissen' }]}
          meta={t('knowledge.checked', {
            date: formatDate(article.checked_on, language),
            unit: unitName(app, article.owner, language),
          })}
          action={
            actor.kind === 'staff' && mayHandle(app, actor, article.owner) ? (
              <Button variant="secondary" href={`/wissen/${article.id}/bearbeiten`}>
                {t('knowledge.edit')}
              </Button>
            ) : undefined
          }
          tight
        />
        <Warnings request={request} article={article} />
        <Band id="text" title={t('knowledge.answer')}>
          <PlainText text={text} lang={other} />
        </Band>
        <Band id="geholfen" title={t('helped.title')}>
          <Helped request={request} action={`/wissen/${article.id}/geholfen`} counts={article} />
        </Band>
        <Band id="angaben" title={t('public.about')} last>
          <Facts items={facts(request, article, versions)} />
        </Band>
      </Wrap>
    ),
  });
}

/** What a reader has to know before relying on it: not checked, overdue, older than the German text, not in their language. */
function Warnings({ request, article }: { request: Request; article: Article }) {
  const { app, language } = request;
  const t = questionsTexts(language);
  const warnings = [
    ...(article.unverified ? [t('knowledge.unverified')] : []),
    ...(article.review_by < app.clock.today()
      ? [t('knowledge.overdueText', { date: formatDate(article.review_by, language) })]
      : []),
    ...(article.stale.includes(language) ? [t('knowledge.stale')] : []),
    ...(missingLanguages(article).includes(language) ? [t('knowledge.missing')] : []),
  ];
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning" title={t('knowledge.mind')}>
      {warnings.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </Notice>
  );
}

function facts({ app, language }: Request, article: Article, versions: readonly ArticleVersion[]) {
  const t = questionsTexts(language);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const missing = missingLanguages(article);
  const services = article.services.flatMap((id) => offerById(app, id) ?? []);
  return [
    {
      term: t('knowledge.owner'),
      value: <a href={`/stellen/${article.owner}`}>{unitName(app, article.owner, language)}</a>,
    },
    {
      term: t('knowledge.review'),
      value:
        article.review_by < app.clock.today() ? (
          <State tone="danger">{t('knowledge.overdue')}</State>
        ) : (
          formatDate(article.review_by, language)
        ),
    },
    ...(services.length === 0
      ? []
      : [
          {
            term: t('fact.service'),
            value: services.map((each, index) => (
              <>
                {index === 0 ? null : ', '}
                <a href={`/leistungen/${each.id}`}>{each.title[language]}</a>
              </>
            )),
          },
        ]),
    ...(missing.length === 0
      ? []
      : [
          {
            term: t('knowledge.missingLanguages'),
            value: missing.map((each) => names.of(each) ?? each).join(', '),
          },
        ]),
    {
      term: t('knowledge.versions'),
      value: versions.map(({ version, at }, index) => (
        <>
          {index === 0 ? null : ', '}
          <a href={`/wissen/${article.id}/versionen/${version}`}>
            {t('knowledge.version', { version, date: formatDate(swissDay(at), language) })}
          </a>
        </>
      )),
    },
  ];
}

async function showVersion(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const t = questionsTexts(language);
  const article = await find(request);
  const number = /^\d{1,6}$/.test(params['version'] ?? '') ? Number(params['version']) : 0;
  const version = await articleAt(app, article.id, number);
  if (!version) throw new Fault('NOT_FOUND');
  const { title, text, language: written } = articleText(version, language);
  return page(request, {
    title,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={<span lang={written}>{title}</span>}
          crumbs={[
            { label: t('knowledge.title'), href: '/wissen' },
            { label: articleText(article, language).title, href: `/wissen/${article.id}` },
          ]}
          tight
        />
        <Band id="text" title={t('knowledge.versionTitle', { version: number })} last>
          <div class="stack">
            {number === article.version ? null : <Quiet>{t('knowledge.old')}</Quiet>}
            <PlainText text={text} lang={written} />
          </div>
        </Band>
      </Wrap>
    ),
  });
}

export const knowledgeRoutes: Route[] = [
  {
    method: 'GET',
    url: '/wissen',
    may: everyone,
    kind: 'page',
    summary: 'What people often need to know, by topic (thema)',
    handle: list,
  },
  {
    method: 'GET',
    url: '/wissen/:id',
    may: everyone,
    kind: 'page',
    summary: 'An article of knowledge',
    handle: show,
  },
  {
    method: 'GET',
    url: '/wissen/:id/versionen/:version',
    may: everyone,
    kind: 'page',
    summary: 'An article as it was in a version',
    handle: showVersion,
  },
];
