// /meldungen/bearbeiten: what waits at the unit, by desk and kind, the first due first.
import { page } from '../../../kernel/http/page.tsx';
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
  Hints,
  MoreLink,
  State,
  Table,
  Top,
  Wrap,
  dueTone,
  formatDate,
  formatDue,
  formatNumber,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { unitIdsInSight } from '../../policy/index.ts';
import { workOnReports } from '../permissions.ts';
import { deskCounts, deskReports, desks, type DeskItem } from '../queries/desk.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { isOpen } from '../states.ts';
import { areaName, categoryName, StateOf, whereOf } from './report-words.tsx';

const pageSize = 30;

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const staff = staffOf(request);
  const desk = desks.find((each) => each === query['pult']) ?? 'open';
  const { byId } = reportsOf(app);
  const category = byId.has(query['art'] ?? '') ? query['art'] : undefined;
  const { items, next } = await deskReports(app, staff, {
    ...{ desk, category, limit: pageSize, after: readPageKey(query['cursor'], 'day', 'number') },
  });
  const counts = await deskCounts(app, staff);
  const kind: Record<string, string> = category === undefined ? {} : { art: category };
  const address = (more: Record<string, string>) =>
    `/meldungen/bearbeiten?${new URLSearchParams({ ...kind, ...more })}`;
  const count = (state: string) => formatNumber(counts.get(state) ?? 0, language);
  return page(request, {
    title: t('desk.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('desk.title')}
          meta={unitName(app, staff.unit, language)}
          lead={t('desk.lead', { reported: count('reported'), working: count('working') })}
          tight
        />
        <Hints
          links={desks.map((each) => ({
            label: t(`desk.${each}`),
            href: address({ pult: each }),
            current: each === desk,
          }))}
        />
        <Form
          plain
          method="get"
          action="/meldungen/bearbeiten"
          label={t('filter.label')}
          hidden={{ pult: desk }}
        >
          <Choice
            labels={uiLabels(language)}
            as="select"
            id="art"
            name="art"
            label={t('filter.category')}
            value={category}
            options={unitCategories(request).map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
          <Buttons>
            <Button variant="secondary">{t('filter.show')}</Button>
          </Buttons>
        </Form>
        <Band id="pult" title={t(`desk.${desk}`)} full last>
          {items.length === 0 ? (
            <EmptyState text={t('desk.none')} />
          ) : (
            <Table
              id="meldungen"
              caption={`${t('desk.title')}: ${t(`desk.${desk}`)}`}
              hideCaption
              columns={[
                { label: t('table.number') },
                { label: t('table.what') },
                { label: t('table.where') },
                { label: t('table.state') },
                { label: t('table.due') },
                { label: t('table.since'), nowrap: true },
                { label: t('table.supports'), numeric: true },
              ]}
              rows={items.map((item) => ({ key: item.id, cells: cellsOf(request, item) }))}
            />
          )}
          {next === null ? null : (
            <MoreLink href={address({ pult: desk, cursor: next })} label={t('list.further')} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

/** Kinds for which a unit whose reports they may see is responsible anywhere. */
function unitCategories(request: Request) {
  const own = new Set(unitIdsInSight(request.app, staffOf(request), 'reports'));
  const { categories } = reportsOf(request.app);
  const ours = categories.filter(({ units }) => Object.values(units).some((unit) => own.has(unit)));
  return ours.length > 0 ? ours : categories;
}

function cellsOf({ app, language }: Request, item: DeskItem) {
  const t = reportsTexts(language);
  const today = app.clock.today();
  const name = categoryName(app, item.category, language);
  const signs = [
    ...(item.toCheck ? [t('desk.signCheck')] : []),
    ...(item.reopened > 0 ? [t('list.reopened')] : []),
    ...(item.asked ? [t('desk.signAsked')] : []),
  ];
  return [
    <a href={`/meldungen/bearbeiten/${item.id}`}>
      {item.id}
      <span class="ds-sr-only"> {name}</span>
    </a>,
    <>
      {name}
      {signs.length > 0 ? <small> {signs.join(', ')}</small> : null}
    </>,
    [whereOf(app, item, language), areaName(app, item.area)].filter((each) => each !== '').join(', '),
    <StateOf state={item.state} language={language} />,
    isOpen(item.state) ? (
      <State tone={dueTone(item.dueOn, today)}>{formatDue(item.dueOn, today, language)}</State>
    ) : (
      ''
    ),
    formatDate(swissDay(item.requestedAt), language, 'short'),
    formatNumber(item.supports, language, { table: true }),
  ];
}

export const deskRoutes: Route[] = [
  {
    method: 'GET',
    url: '/meldungen/bearbeiten',
    may: workOnReports,
    kind: 'page',
    summary: 'Reports of the unit, the first due first (pult, art, cursor)',
    handle: show,
  },
];
