// /vorhaben/zeitplan: initiatives in time as bars with their table, in the order in which they end.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  EmptyState,
  Pagination,
  Table,
  TextLink,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { PublicInitiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { initiativesInTime } from '../queries/initiatives.ts';
import { timelineOf, type Timeline } from '../timeline.ts';
import { initiativeHref, shownTitle } from './words.tsx';

const pageSize = 40;

async function show(request: Request) {
  const { app, language, query } = request;
  const t = initiativesTexts(language);
  const { items, next } = await initiativesInTime(app, pageSize, readPageKey(query['nach'], 'day', 'slug'));
  const spans = items.flatMap(({ id, startsOn, endsOn }) =>
    startsOn && endsOn ? [{ id, startsOn, endsOn }] : [],
  );
  const line = timelineOf(spans, app.clock.today());
  return page(request, {
    title: t('time.title'),
    description: t('time.lead'),
    indexed: query['nach'] === undefined,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('time.title')}
          crumbs={[{ label: t('list.title'), href: '/vorhaben' }]}
          lead={t('time.lead')}
        />
        {line ? (
          <>
            <Band
              id="balken"
              title={t('time.chart')}
              note={t('time.range', {
                first: formatDate(line.first, language),
                last: formatDate(line.last, language),
              })}
            >
              <TimeChart line={line} items={items} language={language} />
            </Band>
            <Band id="tabelle" title={t('time.table')} full last>
              <TimeTable items={items} request={request} />
              <Pagination
                labels={uiLabels(language)}
                href={next === null ? undefined : `/vorhaben/zeitplan?nach=${next}`}
                hidden={t('list.title')}
              />
            </Band>
          </>
        ) : (
          <EmptyState text={t('list.none')} />
        )}
      </Wrap>
    ),
  });
}

/** Words and days in HTML, only the bars are drawn; a thin line is today (its day stands in the text of the chart). */
export function TimeChart(props: {
  line: Timeline;
  items: readonly PublicInitiative[];
  language: Request['language'];
}): VNode {
  const { line, items, language } = props;
  const t = initiativesTexts(language);
  const bars = new Map(line.bars.map((bar) => [bar.id, bar]));
  return (
    <ol class="bars" role="list" aria-label={t('time.chart')}>
      {items.map((item) => {
        const bar = bars.get(item.id);
        return bar ? (
          <li key={item.id}>
            <p>
              <a href={initiativeHref(item)}>{shownTitle(item, language)}</a>{' '}
              <span class="quiet">
                {formatDate(item.startsOn ?? '', language, 'short')} –{' '}
                {formatDate(item.endsOn ?? '', language, 'short')}
              </span>
            </p>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect class="no" x="0" y="0" width="100" height="4" />
              <rect class="yes" x={bar.from} y="0" width={bar.width} height="4" />
              {line.today === null ? null : <rect class="no" x={line.today} y="-1" width="0.3" height="6" />}
            </svg>
          </li>
        ) : null;
      })}
    </ol>
  );
}

function TimeTable({ items, request }: { items: readonly PublicInitiative[]; request: Request }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  return (
    <Table
      id="zeitplan-tabelle"
      caption={t('time.title')}
      hideCaption
      columns={[
        { label: t('table.initiative') },
        { label: t('one.unit') },
        { label: t('list.phase') },
        { label: t('time.starts'), nowrap: true },
        { label: t('time.ends'), nowrap: true },
      ]}
      rows={items.map((item) => ({
        key: item.id,
        cells: [
          <TextLink href={initiativeHref(item)} label={shownTitle(item, language)} />,
          unitName(app, item.unit, language),
          t(`phase.${item.phase}`),
          formatDate(item.startsOn ?? '', language),
          formatDate(item.endsOn ?? '', language),
        ],
      }))}
    />
  );
}

export const timeRoute: Route = {
  method: 'GET',
  url: '/vorhaben/zeitplan',
  may: everyone,
  kind: 'page',
  summary: 'Initiatives in time, as bars and as a table, in the order in which they end (nach)',
  handle: show,
};
