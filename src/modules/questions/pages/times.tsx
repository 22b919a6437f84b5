// /antwortzeiten: how long questions wait for their first answer, by month and unit; how long decisions take.
import { page } from '../../../kernel/http/page.tsx';
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
import { text } from '../../catalogue/index.ts';
import { fewestCases, figuresOf } from '../../insight/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { smallestShown } from '../../participation/index.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';
import { responseTimes, type ResponseTimes } from '../times/response-times.ts';
import { cellsOf, countText, daysText, shareText, timeColumns } from './times-words.ts';

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
        <MoreLink href="/data/response-times.csv" label={t('times.csv')} />{' '}
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

export const timesRoute: Route = {
  method: 'GET',
  url: '/antwortzeiten',
  may: everyone,
  kind: 'page',
  summary: 'Times to first answers, by month and unit (stelle), and until decisions',
  perMinute: 240,
  handle: show,
};
