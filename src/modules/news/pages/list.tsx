// /aktuell: what is new, newest first, for a topic, a municipality, a unit, a service or a process.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  Form,
  Hints,
  Pagination,
  Rows,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { topicName, topics } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { areaName, processTitle, serviceName } from '../facets.ts';
import { newsTexts } from '../news-texts.ts';
import { filterKey, readFilter, type Filter } from '../queries/filter.ts';
import { publicList } from '../queries/public-list.ts';
import { followLinks, newsRow } from './news-words.tsx';

const pageSize = 20;

/** What the list is about, in words; empty: everything. */
export function filterWords({ app, language }: Request, filter: Filter): string {
  const { topic, area, unit, service, process } = filter;
  return [
    ...(topic === undefined ? [] : [topicName(app, topic, language)]),
    ...(area === undefined ? [] : [areaName(app, area)]),
    ...(unit === undefined ? [] : [unitName(app, unit, language)]),
    ...(service === undefined ? [] : [serviceName(app, service, language)]),
    ...(process === undefined ? [] : [processTitle(app, process, language)]),
  ].join(', ');
}

export const feedHref = (filter: Filter, language: string): string =>
  `/news.atom?${[filterKey(filter), `lang=${language}`].filter(Boolean).join('&')}`;

async function show(request: Request) {
  const { app, language, query } = request;
  const t = newsTexts(language);
  const labels = uiLabels(language);
  const filter = readFilter(query);
  const what = filterWords(request, filter);
  const { items, next, previous } = await publicList(app, {
    filter,
    limit: pageSize,
    after: readPageKey(query['nach'], 'instant', 'uuid'),
  });
  const title = what === '' ? t('list.title') : t('list.titleFor', { what });
  const at = (key: string) =>
    `/aktuell?${[filterKey(filter), key === '' ? '' : `nach=${key}`].filter(Boolean).join('&')}`;
  return page(request, {
    title,
    description: t('list.description', { canton: app.canton.name[language] }),
    indexed: true,
    feed: { href: feedHref(filter, language), title },
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          crumbs={what === '' ? [] : [{ label: t('list.title'), href: '/aktuell' }]}
          lead={t('list.lead')}
          action={
            <Hints
              links={[
                ...followLinks(
                  app,
                  { topics: filter.topic === undefined ? [] : [filter.topic], unit: filter.unit },
                  language,
                ),
                { label: t('list.feed'), href: feedHref(filter, language) },
              ]}
            />
          }
        />
        <Band id="auswahl" title={t('list.filter')}>
          <FilterForm request={request} filter={filter} />
        </Band>
        <Band id="neuigkeiten" title={t('list.items')} last>
          {items.length === 0 ? (
            <EmptyState text={t('list.none')}>
              <a href="/aktuell">{t('list.all')}</a>
            </EmptyState>
          ) : (
            <Rows items={items.map((item) => newsRow(app, item, language))} />
          )}
          {previous === null ? null : (
            <p>
              <a href={at(previous)} rel="prev">
                {t('list.newer')}
              </a>
            </p>
          )}
          <Pagination labels={labels} href={next === null ? undefined : at(next)} hidden={t('list.title')} />
        </Band>
      </Wrap>
    ),
  });
}

function FilterForm({ request, filter }: { request: Request; filter: Filter }): VNode {
  const { app, language } = request;
  const t = newsTexts(language);
  const labels = uiLabels(language);
  return (
    <Form
      plain
      action="/aktuell"
      method="get"
      label={t('list.filter')}
      hidden={filter.unit === undefined ? {} : { unit: filter.unit }}
    >
      <Choice
        labels={labels}
        as="select"
        id="topic"
        name="topic"
        label={t('list.topic')}
        optional
        value={filter.topic}
        options={topics(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <Choice
        labels={labels}
        as="select"
        id="area"
        name="area"
        label={t('list.area')}
        optional
        value={filter.area}
        options={app.canton.municipalities.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Buttons>
        <Button variant="secondary">{t('list.show')}</Button>
      </Buttons>
    </Form>
  );
}

export const listRoute: Route = {
  method: 'GET',
  url: '/aktuell',
  may: everyone,
  kind: 'page',
  summary: 'News, newest first (topic, area, unit, or service, or process; nach)',
  shared: true,
  handle: show,
};
