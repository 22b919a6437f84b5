// /mitreden/:id/bericht: the report writes itself: how many contributions, what became of them and why, who took part. And all as CSV.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Figures,
  MoreLink,
  Quiet,
  Table,
  Top,
  Wrap,
  formatDate,
  formatNumber,
  uiLabels,
} from '../../../ui/index.ts';
import { kindOf } from '../kinds/all.ts';
import { fates } from '../moderation-rules.ts';
import { participationTexts } from '../participation-texts.ts';
import { processById } from '../queries/processes.ts';
import { fateCounts, publishedContributions, talliesOf } from '../queries/published.ts';
import { representationOf, smallestShown, type Group } from '../queries/representation.ts';
import { ContributionRows, crumbsOf } from './contribution-rows.tsx';

const pageSize = 30;

async function show(request: Request) {
  const { app, language, params, query } = request;
  const process = processById(app, params['id']);
  const t = participationTexts(language);
  const tallies = await talliesOf(app, process.id);
  const listed = tallies
    .filter(({ act }) => !process.acts[act]?.unlisted)
    .reduce((sum, { count }) => sum + count, 0);
  const counts = await fateCounts(app, process.id);
  const answered = fates.reduce((sum, fate) => sum + counts[fate], 0);
  const number = (value: number) => formatNumber(value, language);
  const text = await kindOf(process.kind).shownText?.(request, process);
  const { items, next } = await publishedContributions(app, {
    process: process.id,
    answered: true,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  return page(request, {
    title: `${t('report.title')}: ${process.title[language]}`,
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('report.title')}
          meta={t('report.asOf', { day: formatDate(app.clock.today(), language) })}
          crumbs={crumbsOf(request, process)}
        />
        <Band id="zahlen" title={t('report.figures')} note={t('report.note')}>
          <Figures
            items={[
              { value: number(listed), text: t('report.contributions') },
              ...fates.map((fate) => ({ value: number(counts[fate]), text: t(`fate.${fate}`) })),
              { value: number(Math.max(0, listed - answered)), text: t('report.unanswered') },
            ]}
          />
          <p>
            <a href={`/mitreden/${process.id}/beitraege.csv`}>{t('report.csv')}</a>
          </p>
          <p>
            <a href={`/mitreden/${process.id}/protokoll`}>{t('log.title')}</a>
          </p>
        </Band>
        {await representationBand(request, process.id)}
        <Band id="antworten" title={t('report.answers')} last>
          <ContributionRows request={request} process={process} items={items} text={text} />
          {next === null ? null : (
            <MoreLink
              href={`/mitreden/${process.id}/bericht?cursor=${next}#antworten`}
              label={t('contributions.further')}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

async function representationBand(request: Request, process: string): Promise<VNode> {
  const { app, language } = request;
  const t = participationTexts(language);
  const { total, ages, areas } = await representationOf(app, process);
  return (
    <Band id="wer" title={t('report.who')} note={t('report.whoNote', { count: smallestShown })}>
      <Quiet>
        {total === null ? t('report.few', { count: smallestShown }) : t('report.people', { count: total })}
      </Quiet>
      <GroupTable request={request} id="alter" title={t('report.ages')} groups={ages} />
      <GroupTable request={request} id="gebiet" title={t('report.areas')} groups={areas} />
    </Band>
  );
}

function GroupTable({
  request: { language },
  id,
  title,
  groups,
}: {
  request: Request;
  id: string;
  title: string;
  groups: readonly Group[];
}): VNode | null {
  const t = participationTexts(language);
  if (groups.length === 0) return null;
  return (
    <Table
      id={id}
      caption={title}
      columns={[{ label: title }, { label: t('report.count'), numeric: true }]}
      rows={groups.map(({ group, count }) => ({
        key: group,
        cells: [
          group === '' ? t('report.unknown') : group,
          count === null ? t('report.protected') : formatNumber(count, language),
        ],
      }))}
    />
  );
}

export const reportRoute: Route = {
  method: 'GET',
  url: '/mitreden/:id/bericht',
  may: everyone,
  kind: 'page',
  summary: 'What became of the contributions to a process, why, and who took part',
  handle: show,
};
