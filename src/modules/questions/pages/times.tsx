// /antwortzeiten: how long questions wait for their first answer, by month and unit; how long decisions take. As page, CSV and JSON.
import { Type } from 'typebox';
import { csv } from '../../../kernel/csv.ts';
import { page } from '../../../kernel/http/page.tsx';
import { bytes, json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  BarChart,
  EmptyState,
  Facts,
  Hints,
  MoreLink,
  Table,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { Lang, text } from '../../catalogue/index.ts';
import { fewestCases, figuresOf } from '../../insight/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { smallestShown } from '../../participation/index.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';
import { responseTimes, type ResponseTimes, type Times } from '../times/response-times.ts';

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const unit = unitOf(app, query['stelle'] ?? '')?.id;
  const times = await responseTimes(app, unit);
  const { all } = times;
  return page(request, {
    title: t('times.title'),
    description: t('times.lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('times.title')}
          lead={t('times.lead')}
          crumbs={[{ label: t('list.title'), href: '/fragen' }]}
        />
        <Band
          id="alle"
          title={t('times.all')}
          note={t('times.since', { date: formatDate(times.from, language) })}
        >
          <Facts
            items={[
              {
                term: t('times.promise'),
                value: t('times.days', { days: configOf.of(app).answer.workingDays }),
              },
              { term: t('times.answered'), value: countText(request, all.answered) },
              { term: t('times.median'), value: daysText(request, all.median) },
              { term: t('times.ninety'), value: daysText(request, all.ninety) },
              { term: t('times.within'), value: shareText(request, all.within) },
              { term: t('times.open'), value: String(all.open) },
              { term: t('times.oldest'), value: daysText(request, all.oldest) },
            ]}
          />
        </Band>
        <MonthsBand request={request} times={times} unit={unit} />
        <UnitsBand request={request} times={times} />
        <CasesBand request={request} figures={await figuresOf(app)} />
      </Wrap>
    ),
  });
}

const none = '–';
const daysText = ({ language }: Request, days: number | null): string =>
  days === null ? none : questionsTexts(language)('times.days', { days });
const countText = ({ language }: Request, count: number | null): string =>
  count === null ? questionsTexts(language)('times.few', { count: smallestShown }) : String(count);
const shareText = ({ language }: Request, share: number | null): string =>
  share === null
    ? none
    : new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);

const cellsOf = (request: Request, times: Times) => [
  countText(request, times.answered),
  daysText(request, times.median),
  daysText(request, times.ninety),
  shareText(request, times.within),
];

function timeColumns(request: Request, first: string) {
  const t = questionsTexts(request.language);
  return [
    { label: first },
    ...(['answered', 'median', 'ninety', 'within'] as const).map((each) => ({
      label: t(`times.${each}`),
      numeric: true,
    })),
  ];
}

interface BandProps {
  request: Request;
  times: ResponseTimes;
}

function MonthsBand({ request, times, unit }: BandProps & { unit: string | undefined }) {
  const { app, language } = request;
  const t = questionsTexts(language);
  const format = new Intl.DateTimeFormat(locales[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const name = (month: string) => format.format(new Date(`${month}-15T12:00:00Z`));
  const bars = times.months.flatMap(({ month, answered, within }) => {
    if (answered === null || answered === 0 || within === null) return [];
    const full = Math.round(answered * within);
    return [
      {
        label: name(month),
        full,
        open: answered - full,
        text: t('times.bar', { full, late: answered - full }),
      },
    ];
  });
  const units = times.units
    .filter((each) => each.answered !== 0)
    .map(({ unit: id }) => ({
      label: unitName(app, id, language),
      href: `/antwortzeiten?stelle=${id}#monate`,
      current: id === unit,
    }));
  return (
    <Band
      id="monate"
      title={
        unit === undefined ? t('times.months') : t('times.monthsOf', { unit: unitName(app, unit, language) })
      }
      note={t('times.chartNote')}
    >
      <div class="stack">
        {bars.length === 0 ? (
          <EmptyState text={t('times.noBars')} />
        ) : (
          <BarChart label={t('times.months')} items={bars} />
        )}
        <Table
          id="monate-tabelle"
          caption={`${t('times.title')}: ${t('times.months')}`}
          hideCaption
          columns={timeColumns(request, t('times.month'))}
          rows={times.months.map((each) => ({
            key: each.month,
            cells: [name(each.month), ...cellsOf(request, each)],
          }))}
        />
        <Hints
          links={[
            ...(unit === undefined ? [] : [{ label: t('times.allUnits'), href: '/antwortzeiten#monate' }]),
            ...units,
          ]}
        />
      </div>
    </Band>
  );
}

function UnitsBand({ request, times }: BandProps) {
  const { app, language } = request;
  const t = questionsTexts(language);
  return (
    <Band id="stellen" title={t('times.units')} note={t('times.fewNote', { count: smallestShown })} full>
      <Table
        id="stellen-tabelle"
        caption={`${t('times.title')}: ${t('times.units')}`}
        hideCaption
        columns={[...timeColumns(request, t('fact.unit')), { label: t('times.open'), numeric: true }]}
        rows={times.units.map((each) => ({
          key: each.unit,
          cells: [
            <a href={`/stellen/${each.unit}`}>{unitName(app, each.unit, language)}</a>,
            ...cellsOf(request, each),
            countText(request, each.open),
          ],
        }))}
      />
      <p>
        <MoreLink href="/antwortzeiten.csv" label={t('times.csv')} />{' '}
        <MoreLink href="/api/v1/response-times" label={t('times.json')} />
      </p>
    </Band>
  );
}

function CasesBand({
  request,
  figures,
}: {
  request: Request;
  figures: Awaited<ReturnType<typeof figuresOf>>;
}) {
  const { app, language } = request;
  const t = questionsTexts(language);
  const measured = figures.items.flatMap(({ service, cases, measured: of }) =>
    of && of.medianSeconds !== null ? [{ service, cases, hours: of.medianSeconds / 3600 }] : [],
  );
  return (
    <Band id="gesuche" title={t('times.cases')} note={t('times.casesNote', { count: fewestCases })} full last>
      {measured.length === 0 ? (
        <EmptyState text={t('times.noCases')} />
      ) : (
        <Table
          id="gesuche-tabelle"
          caption={`${t('times.title')}: ${t('times.cases')}`}
          hideCaption
          columns={[
            { label: t('fact.service') },
            { label: t('fact.unit') },
            { label: t('times.received'), numeric: true },
            { label: t('times.decision'), numeric: true },
          ]}
          rows={measured.map(({ service, cases, hours }) => ({
            key: service.id,
            cells: [
              <a href={`/leistungen/${service.id}`}>{text(service, language, 'title')}</a>,
              unitName(app, service.owner, language),
              cases,
              hours < 24
                ? t('times.hours', { hours: Math.round(hours) })
                : t('times.calendarDays', { days: Math.round(hours / 24) }),
            ],
          }))}
        />
      )}
      <p>
        <MoreLink href="/leistungen/zahlen" label={t('times.figures')} />
      </p>
    </Band>
  );
}

async function download({ app, language }: Request): Promise<Reply> {
  const { units, months } = await responseTimes(app);
  const cells = ({ answered, median, ninety, within }: Times) =>
    [answered, median, ninety, within].map((each) => each ?? '');
  const rows = csv([
    [
      'group',
      'id',
      'name',
      'answered',
      'median_working_days',
      'p90_working_days',
      'share_within_promise',
      'open',
    ],
    ...units.map((each) => [
      'unit',
      each.unit,
      unitName(app, each.unit, language),
      ...cells(each),
      each.open ?? '',
    ]),
    ...months.map((each) => ['month', each.month, each.month, ...cells(each), '']),
  ]);
  return bytes(Buffer.from(rows), 'text/csv; charset=utf-8', 'antwortzeiten.csv', false);
}

const Figure = (description: string) => Type.Union([Type.Number(), Type.Null()], { description });
const shownTimes = {
  answered: Figure('First answers; null: fewer than `fewest`, or hidden so that those can’t be reckoned'),
  median: Figure('Working days to the first answer, median'),
  ninety: Figure('Working days within which 90 % were answered'),
  within: Figure('Share answered within the promise'),
};

export const timesRoutes: Route[] = [
  {
    method: 'GET',
    url: '/antwortzeiten',
    may: everyone,
    kind: 'page',
    summary: 'Times to first answers, by month and unit (stelle), and until decisions',
    perMinute: 240,
    handle: show,
  },
  {
    method: 'GET',
    url: '/antwortzeiten.csv',
    may: everyone,
    kind: 'file',
    summary: 'The same as comma-separated values',
    perMinute: 60,
    handle: download,
  },
  {
    method: 'GET',
    url: '/api/v1/response-times',
    may: everyone,
    kind: 'api',
    summary: 'Times to the first answer to questions of the last twelve months, by unit and month',
    perMinute: 600,
    schema: {
      query: Type.Object({ unit: Type.Optional(Type.String({ maxLength: 60 })), lang: Lang }),
      reply: {
        200: Type.Object({
          from: Type.String(),
          until: Type.String(),
          fewest: Type.Integer(),
          all: Type.Object({
            ...shownTimes,
            open: Type.Integer(),
            oldest: Figure('Working days that the oldest open one has waited'),
          }),
          units: Type.Array(
            Type.Object({
              unit: Type.String(),
              name: Type.String(),
              ...shownTimes,
              open: Figure('Waiting for a first answer'),
            }),
          ),
          months: Type.Array(Type.Object({ month: Type.String(), ...shownTimes })),
        }),
      },
    },
    async handle({ app, language, query }) {
      const times = await responseTimes(app, unitOf(app, query['unit'] ?? '')?.id);
      return json({
        ...times,
        fewest: smallestShown,
        units: times.units.map((each) => ({ ...each, name: unitName(app, each.unit, language) })),
      });
    },
  },
];
