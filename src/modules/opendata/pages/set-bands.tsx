// The parts of a data set's page: facts, downloads, chart, columns, first rows.
import type { VNode } from 'preact';
import { fewestShown } from '../../../kernel/hide-small.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { OpenDataset, OpenRow, OpenValue } from '../../../kernel/open-data.ts';
import {
  Band,
  BarChart,
  EmptyState,
  Facts,
  Hints,
  Table,
  formatDate,
  formatNumber,
  swissDay,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { licencePage } from '../licence.ts';
import { opendataTexts } from '../opendata-texts.ts';
import type { Look } from '../queries/first-rows.ts';
import type { Newest } from '../queries/versions.ts';
import { publisherOf, wordsOf } from '../sets.ts';

export interface BandProps {
  request: Request;
  set: OpenDataset;
}

export function AboutBand({ request, set, newest }: BandProps & { newest: Newest | undefined }): VNode {
  const { app, language } = request;
  const t = opendataTexts(language);
  const unit = publisherOf(app, set);
  const day = (at: Date) => formatDate(swissDay(at), language);
  return (
    <Band id="angaben" title={t('set.about')}>
      <Facts
        items={[
          {
            term: t('set.publisher'),
            value: <a href={`/stellen/${unit}`}>{unitName(app, unit, language)}</a>,
          },
          {
            term: t('set.licence'),
            value: <a href={licencePage(language)}>{t(`licence.${set.licence}`)}</a>,
          },
          { term: t('set.frequency'), value: t(`frequency.${set.frequency}`) },
          ...(newest
            ? [
                { term: t('set.rows'), value: formatNumber(newest.rows, language) },
                { term: t('set.changed'), value: day(newest.madeAt) },
                { term: t('set.checked'), value: day(newest.checkedAt) },
              ]
            : []),
          ...(set.suppress === 'public'
            ? []
            : [{ term: t('set.small'), value: t('set.smallText', { fewest: fewestShown }) }]),
          ...(set.page === undefined
            ? []
            : [{ term: t('set.page'), value: <a href={set.page}>{t('set.pageLink')}</a> }]),
        ]}
      />
    </Band>
  );
}

export function DownloadsBand({ request, set }: BandProps): VNode {
  const { language } = request;
  const t = opendataTexts(language);
  const file = `/data/${set.id}`;
  return (
    <Band id="herunterladen" title={t('set.downloads')}>
      <div class="stack">
        <Hints
          links={[
            { label: t('set.csv'), href: `${file}.csv` },
            { label: t('set.json'), href: `${file}.json` },
            { label: t('set.schema'), href: `${file}.schema.json?lang=${language}` },
            { label: t('set.table'), href: `${file}.table.json?lang=${language}` },
            { label: t('set.csvw'), href: `${file}.csv-metadata.json` },
          ]}
        />
        <p class="small quiet">{t('set.apostrophe')}</p>
      </div>
    </Band>
  );
}

/** More bars are no picture any more; the latest or largest are at the end of the table. */
const mostBars = 24;

export function ChartBand({ request, set, bars }: BandProps & { bars: Look['bars'] }): VNode | null {
  const { app, language } = request;
  const t = opendataTexts(language);
  if (!set.chart || bars.length < 2) return null;
  return (
    <Band
      id="bild"
      title={t('set.chart')}
      note={t('set.chartNote', { what: meaningOf(set, request, set.chart.value) })}
    >
      <BarChart
        label={`${wordsOf(set, language, 'title')}: ${t('set.chart')}`}
        items={bars.slice(-mostBars).map(({ label, value }) => ({
          // An id of a unit has a name; other labels say what they are.
          label: unitName(app, label, language),
          full: value,
          open: 0,
          text: formatNumber(value, language),
        }))}
      />
    </Band>
  );
}

/** Without what is said of empty values, behind the semicolon. */
const meaningOf = (set: OpenDataset, { language }: Request, column: string): string =>
  wordsOf(set, language, column).split(/; |\. /)[0] ?? '';

export function ColumnsBand({ request, set }: BandProps): VNode {
  const { language } = request;
  const t = opendataTexts(language);
  return (
    <Band id="spalten" title={t('set.columns')} full>
      <Table
        id="spalten-tabelle"
        caption={`${wordsOf(set, language, 'title')}: ${t('set.columns')}`}
        hideCaption
        columns={[{ label: t('set.name') }, { label: t('set.meaning') }, { label: t('set.type') }]}
        rows={set.columns.map(({ name, type }) => ({
          key: name,
          cells: [
            <code>{name}</code>,
            wordsOf(set, language, name),
            `${t(`type.${type}`)}${set.key.includes(name) ? `, ${t('set.key')}` : ''}`,
          ],
        }))}
      />
    </Band>
  );
}

/** Longer texts would make a row as high as the page. */
const longestCell = 80;

export function PreviewBand({ request, set, rows }: BandProps & { rows: readonly OpenRow[] }): VNode {
  const { language } = request;
  const t = opendataTexts(language);
  const shown = (value: OpenValue): string => {
    if (value === null) return '';
    if (typeof value === 'boolean') return t(`value.${value}`);
    const text = String(value);
    return text.length > longestCell ? `${text.slice(0, longestCell)} …` : text;
  };
  return (
    <Band id="vorschau" title={t('set.preview')} full>
      {rows.length === 0 ? (
        <EmptyState text={t('set.noRows')} />
      ) : (
        <Table
          id="vorschau-tabelle"
          caption={`${wordsOf(set, language, 'title')}: ${t('set.preview')}`}
          hideCaption
          columns={set.columns.map(({ name, type }) => ({
            label: <code>{name}</code>,
            numeric: type === 'integer' || type === 'number',
          }))}
          rows={rows.map((row, index) => ({ key: index, cells: row.map(shown) }))}
        />
      )}
    </Band>
  );
}
