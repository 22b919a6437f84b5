// /vorhaben: what the canton has in hand, newest change first, of a department or in a phase.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
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
import { departments } from '../facets.ts';
import { phases } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { publicInitiatives, type Filter } from '../queries/initiatives.ts';
import { initiativeRow } from './words.tsx';

const pageSize = 20;

/** @throws Fault BAD_REQUEST for what can be no department or phase */
export function readFilter(query: Record<string, string>): Filter {
  const { department = '', phase = '' } = query;
  const known = phases.find((each) => each === phase);
  if ((phase !== '' && !known) || !/^([a-z0-9][a-z0-9-]{0,59})?$/.test(department))
    throw new Fault('BAD_REQUEST');
  return { ...(department === '' ? {} : { department }), ...(known ? { phase: known } : {}) };
}

export const filterKey = ({ department, phase }: Filter): string =>
  [
    ...(department === undefined ? [] : [`department=${department}`]),
    ...(phase === undefined ? [] : [`phase=${phase}`]),
  ].join('&');

async function show(request: Request) {
  const { app, language, query } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  const filter = readFilter(query);
  const { items, next } = await publicInitiatives(
    app,
    filter,
    pageSize,
    readPageKey(query['nach'], 'instant', 'slug'),
  );
  const feed = `/vorhaben.atom?${[filterKey(filter), `lang=${language}`].filter(Boolean).join('&')}`;
  const more = `/vorhaben?${[filterKey(filter), `nach=${next ?? ''}`].filter(Boolean).join('&')}`;
  return page(request, {
    title: t('list.title'),
    description: t('list.lead'),
    indexed: filterKey(filter) === '',
    feed: { href: feed, title: t('list.title') },
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('list.title')}
          lead={t('list.lead')}
          action={
            <Hints
              links={[
                { label: t('board.title'), href: '/vorhaben/tafel' },
                { label: t('time.title'), href: '/vorhaben/zeitplan' },
                { label: t('needs.title'), href: '/vorhaben/zusammenhang' },
                { label: t('money.title'), href: '/vorhaben/geld' },
                { label: t('obstacles.title'), href: '/huerden' },
                { label: t('benefits.title'), href: '/wirkung' },
              ]}
            />
          }
        />
        <Band id="auswahl" title={t('list.filter')}>
          <FilterForm request={request} filter={filter} />
        </Band>
        <Band
          id="vorhaben"
          title={t('list.items')}
          note={
            <>
              <a href={feed}>{t('list.feed')}</a>, <a href="/vorhaben.csv">CSV</a>,{' '}
              <a href="/api/v1/initiatives">JSON</a>
            </>
          }
          last
        >
          {items.length === 0 ? (
            <EmptyState text={t('list.none')}>
              <a href="/vorhaben">{t('list.all')}</a>
            </EmptyState>
          ) : (
            <Rows items={items.map((item) => initiativeRow(app, item, language))} />
          )}
          <Pagination labels={labels} href={next === null ? undefined : more} hidden={t('list.title')} />
        </Band>
      </Wrap>
    ),
  });
}

function FilterForm({ request, filter }: { request: Request; filter: Filter }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const labels = uiLabels(language);
  return (
    <Form plain action="/vorhaben" method="get" label={t('list.filter')}>
      <Choice
        labels={labels}
        as="select"
        id="department"
        name="department"
        label={t('list.department')}
        optional
        value={filter.department}
        options={departments(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <Choice
        labels={labels}
        as="select"
        id="phase"
        name="phase"
        label={t('list.phase')}
        optional
        value={filter.phase}
        options={phases.map((each) => ({ value: each, label: t(`phase.${each}`) }))}
      />
      <Buttons>
        <Button variant="secondary">{t('list.show')}</Button>
      </Buttons>
    </Form>
  );
}

export const listRoute: Route = {
  method: 'GET',
  url: '/vorhaben',
  may: everyone,
  kind: 'page',
  summary: 'Initiatives, newest change first (department, phase; nach)',
  handle: show,
};
