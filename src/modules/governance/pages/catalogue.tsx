// `/datenkatalog`: which data the canton's platform keeps, found by plain words; the services first, then the program itself.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  Pagination,
  Rows,
  SearchForm,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { dataCatalogue, findFields, type Collection } from '../queries/data-catalogue.ts';
import { ClassOf } from './class-tag.tsx';

const pageSize = 50;
const longestQuery = 200;

export const cataloguePage: Route = {
  method: 'GET',
  url: '/datenkatalog',
  may: everyone,
  kind: 'page',
  summary: 'The data catalogue: which data is kept, searched by plain words',
  perMinute: 240,
  handle(request) {
    const { language, query } = request;
    const t = governanceTexts(language);
    const typed = (query['q'] ?? '').slice(0, longestQuery).trim();
    return page(request, {
      title: typed === '' ? t('catalogue.title') : t('catalogue.titleFor', { query: typed }),
      description: t('catalogue.lead'),
      indexed: typed === '',
      content: (
        <Wrap>
          <Top labels={uiLabels(language)} title={t('catalogue.title')} lead={t('catalogue.lead')}>
            <SearchForm
              labels={uiLabels(language)}
              action="/datenkatalog"
              label={t('catalogue.search')}
              value={typed}
            />
          </Top>
          {typed === '' ? <Overview request={request} /> : <Found request={request} typed={typed} />}
        </Wrap>
      ),
    });
  },
};

function Overview({ request: { app, language, query } }: { request: Request }): VNode {
  const t = governanceTexts(language);
  const all = dataCatalogue(app, language);
  const ofServices = all.filter(({ kind }) => kind === 'service');
  const [after] = readPageKey(query['cursor'], 'number') ?? ['0'];
  const start = Number(after);
  const shown = ofServices.slice(start, start + pageSize);
  const end = start + pageSize;
  return (
    <>
      <Band
        id="leistungen"
        title={t('catalogue.services')}
        note={t('catalogue.servicesNote', { count: ofServices.length })}
      >
        <Collections items={shown} language={language} />
        <Pagination
          labels={uiLabels(language)}
          href={
            end < ofServices.length ? `/datenkatalog?cursor=${pageKey([String(end)])}#leistungen` : undefined
          }
          hidden={t('catalogue.services')}
        />
      </Band>
      <Band id="programm" title={t('catalogue.tables')} note={t('catalogue.tablesNote')}>
        <Collections items={all.filter(({ kind }) => kind === 'table')} language={language} />
      </Band>
      <Band id="weiter" title={t('catalogue.more')} last>
        <p>
          <MoreLink href="/datenkatalog/bearbeitungen" label={t('register.title')} />
        </p>
        <p>
          <MoreLink href="/api/v1/data-catalogue" label={t('asJson')} />
        </p>
      </Band>
    </>
  );
}

function Collections({ items, language }: { items: readonly Collection[]; language: Language }): VNode {
  const t = governanceTexts(language);
  return (
    <Rows
      kind="two"
      small
      items={items.map((each) => ({
        title: each.title,
        href: each.href,
        text: t('catalogue.item', {
          purpose: each.kind === 'service' ? each.owner : each.purpose,
          count: each.fields.length,
          kept: each.kept,
        }),
        act: <ClassOf of={each.class} language={language} />,
      }))}
    />
  );
}

function Found({ request: { app, language, query }, typed }: { request: Request; typed: string }): VNode {
  const t = governanceTexts(language);
  const found = findFields(app, language, typed);
  const [after] = readPageKey(query['cursor'], 'number') ?? ['0'];
  const start = Number(after);
  const end = start + pageSize;
  const more = new URLSearchParams({ q: typed, cursor: String(end) });
  if (found.length === 0)
    return (
      <EmptyState text={t('catalogue.none', { query: typed })}>
        <a href="/datenkatalog">{t('catalogue.all')}</a>
      </EmptyState>
    );
  return (
    <Band
      id="treffer"
      title={t('catalogue.results')}
      note={t('catalogue.fields', { count: found.length })}
      last
    >
      <Rows
        kind="two"
        small
        items={found.slice(start, end).map(({ collection, field }) => ({
          title: field.meaning,
          href: collection.href,
          hidden: collection.title,
          text: t('catalogue.found', {
            where: collection.title,
            kept: field.kept,
            recipients: collection.recipients.join(', '),
            laws: collection.legalBasis.join(', '),
          }),
          act: <ClassOf of={field.class} language={language} />,
        }))}
      />
      <Pagination
        labels={uiLabels(language)}
        href={end < found.length ? `/datenkatalog?${more.toString()}` : undefined}
        hidden={t('catalogue.results')}
      />
    </Band>
  );
}
