// /mitwirkung: the processes with what waits for moderation and an answer; /mitwirkung/:id: one after the other, oldest first.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  Rows,
  Table,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { moderate } from '../permissions.ts';
import { allProcesses, processById } from '../queries/processes.ts';
import { deskCounts, desks, staffContributions } from '../queries/staff-contributions.ts';
import { staffOf } from './staff-contribution.tsx';

const pageSize = 30;

async function show(request: Request) {
  const { app, language } = request;
  const t = participationTexts(language);
  const counts = await deskCounts(app);
  return page(request, {
    title: t('staff.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('staff.title')} lead={t('staff.lead')} tight />
        <Band id="verfahren" title={t('staff.processes')} full last>
          <Table
            id="stand-der-verfahren"
            caption={t('staff.table')}
            hideCaption
            columns={[
              { label: t('staff.process') },
              ...desks.map((desk) => ({ label: t(`desk.${desk}`), numeric: true })),
            ]}
            rows={allProcesses(app).map((process) => ({
              key: process.id,
              cells: [
                <a href={`/mitreden/${process.id}`}>{process.title[language]}</a>,
                ...desks.map((desk) => {
                  const count = counts.get(process.id)?.[desk] ?? 0;
                  return count === 0 ? (
                    '0'
                  ) : (
                    <a href={`/mitwirkung/${process.id}?pult=${desk}`}>
                      {count}
                      <span class="ds-sr-only">
                        {' '}
                        {t(`desk.${desk}`)}, {process.title[language]}
                      </span>
                    </a>
                  );
                }),
              ],
            }))}
          />
        </Band>
      </Wrap>
    ),
  });
}

async function showDesk(request: Request) {
  const { app, language, params, query } = request;
  const process = processById(app, params['id']);
  const t = participationTexts(language);
  const desk = desks.find((each) => each === query['pult']) ?? 'unanswered';
  const { items, next } = await staffContributions(app, staffOf(request), {
    process: process.id,
    desk,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  return page(request, {
    title: `${t(`desk.${desk}`)}: ${process.title[language]}`,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={process.title[language]}
          crumbs={[{ label: t('staff.title'), href: '/mitwirkung' }]}
          tight
        />
        <Band id="pult" title={t(`desk.${desk}`)} last>
          {items.length === 0 ? (
            <EmptyState text={t('staff.none')} />
          ) : (
            <Rows
              items={items.map((item) => ({
                when: formatDate(swissDay(item.at), language, 'day'),
                title: item.title === '' ? (process.acts[item.act]?.name[language] ?? item.act) : item.title,
                href: `/mitwirkung/beitrag/${item.id}`,
                hidden: item.id.slice(0, 8),
                text: <span lang={item.language}>{excerpt(item.body)}</span>,
              }))}
            />
          )}
          {next === null ? null : (
            <MoreLink
              href={`/mitwirkung/${process.id}?pult=${desk}&cursor=${next}`}
              label={t('contributions.further')}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

const excerpt = (text: string) => (text.length > 200 ? `${text.slice(0, 200)} …` : text);

export const staffRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitwirkung',
    may: moderate,
    kind: 'page',
    summary: 'Processes with what waits for moderation or an answer',
    handle: show,
  },
  {
    method: 'GET',
    url: '/mitwirkung/:id',
    may: moderate,
    kind: 'page',
    summary: 'Contributions that wait, oldest first (pult, cursor)',
    handle: showDesk,
  },
];
