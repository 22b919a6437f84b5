// /daten: all data sets, found by words, a page at a time; and the catalogues for programs.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { OpenDataset } from '../../../kernel/open-data.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  EmptyState,
  Hints,
  Pagination,
  Rows,
  SearchForm,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { opendataTexts } from '../opendata-texts.ts';
import { findSets, longestQuery } from '../queries/find-sets.ts';
import { newestVersions, type Newest } from '../queries/versions.ts';
import { publisherOf, wordsOf } from '../sets.ts';

const pageSize = 30;

async function show(request: Request) {
  const { app, language, query } = request;
  const t = opendataTexts(language);
  const labels = uiLabels(language);
  const q = (query['q'] ?? '').slice(0, longestQuery).trim();
  const { items, next, total } = findSets(app, language, { q, after: query['nach'], limit: pageSize });
  const newest = await newestVersions(
    app,
    items.map(({ id }) => id),
  );
  const more = new URLSearchParams([...(q === '' ? [] : [['q', q]]), ['nach', next ?? '']]);
  return page(request, {
    title: q === '' ? t('list.title') : t('list.titleFor', { query: q }),
    description: t('list.lead'),
    indexed: q === '',
    feed: { href: `/daten.atom?lang=${language}`, title: t('list.title') },
    content: (
      <Wrap>
        <Top labels={labels} title={t('list.title')} lead={t('list.lead')}>
          <SearchForm labels={labels} action="/daten" label={t('list.search')} value={q} />
        </Top>
        <Band id="datensaetze" title={t('list.sets')} note={t('list.found', { count: total })}>
          {items.length === 0 ? (
            <EmptyState text={t('list.none', { query: q })}>
              <a href="/daten">{t('list.all')}</a>
            </EmptyState>
          ) : (
            <Rows kind="one" items={items.map((set) => row(request, set, newest.get(set.id)))} />
          )}
          <Pagination
            labels={labels}
            href={next === null ? undefined : `/daten?${more.toString()}`}
            hidden={t('list.sets')}
          />
        </Band>
        <ProgramsBand request={request} />
      </Wrap>
    ),
  });
}

function row({ app, language }: Request, set: OpenDataset, newest: Newest | undefined) {
  const t = opendataTexts(language);
  const publisher = unitName(app, publisherOf(app, set), language);
  return {
    title: wordsOf(set, language, 'title'),
    href: `/daten/${set.id}`,
    text: wordsOf(set, language, 'description'),
    children: (
      <p class="small quiet">
        {newest
          ? t('list.item', {
              publisher,
              rows: newest.rows,
              date: formatDate(swissDay(newest.madeAt), language),
            })
          : publisher}
      </p>
    ),
  };
}

function ProgramsBand({ request: { language } }: { request: Request }): VNode {
  const t = opendataTexts(language);
  const formats = [
    ['ttl', 'Turtle'],
    ['jsonld', 'JSON-LD'],
    ['rdf', 'RDF/XML'],
  ] as const;
  return (
    <Band id="programme" title={t('list.programs')} note={t('list.programsNote')} last>
      <Hints
        links={[
          ...formats.map(([ending, format]) => ({
            label: t('list.catalogue', { format }),
            href: `/catalog.${ending}`,
          })),
          ...formats.slice(0, 2).map(([ending, format]) => ({
            label: t('list.services', { format }),
            href: `/services.${ending}`,
          })),
          { label: t('list.api'), href: '/api/v1/datasets' },
          { label: t('list.feed'), href: `/daten.atom?lang=${language}` },
          { label: t('list.interfaces'), href: '/schnittstellen' },
        ]}
      />
    </Band>
  );
}

export const listRoute: Route = {
  method: 'GET',
  url: '/daten',
  may: everyone,
  kind: 'page',
  summary: 'Open data: the data sets, found by words (q, nach)',
  perMinute: 240,
  handle: show,
};
