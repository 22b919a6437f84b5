// /mitwirkung: the one desk of moderators: what waits in which process, by filter; /mitwirkung/:id: one after the other, oldest first.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  EmptyState,
  Form,
  Hints,
  MoreLink,
  Rows,
  Top,
  Views,
  WorkTable,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { kindOf } from '../kinds/all.ts';
import { participationTexts } from '../participation-texts.ts';
import { moderate } from '../permissions.ts';
import type { Process } from '../process.ts';
import { allProcesses, processById, stageOf } from '../queries/processes.ts';
import {
  deskCounts,
  desks,
  staffContributions,
  type Desk,
  type StaffContribution,
} from '../queries/staff-contributions.ts';

const pageSize = 30;

/** What waits where, by desk or all; on a phone each process is a card. */
async function show(request: Request) {
  const { app, language, query } = request;
  const t = participationTexts(language);
  const counts = await deskCounts(app);
  const desk = desks.find((each) => each === query['pult']);
  const countOf = (process: Process, each: Desk) => counts.get(process.id)?.[each] ?? 0;
  const all = allProcesses(app);
  const shown = desk ? all.filter((process) => countOf(process, desk) > 0) : all;
  return page(request, {
    title: t('staff.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('staff.title')} lead={t('staff.lead')} tight />
        <Views
          label={t('staff.views')}
          views={[
            { label: t('desk.all'), href: '/mitwirkung', current: desk === undefined },
            ...desks.map((each) => ({
              label: t(`desk.${each}`),
              href: `/mitwirkung?pult=${each}`,
              current: each === desk,
              count: all.reduce((sum, process) => sum + countOf(process, each), 0),
            })),
          ]}
        />
        {shown.length === 0 ? (
          <EmptyState text={t('staff.none')} />
        ) : (
          <WorkTable
            labels={uiLabels(language)}
            caption={t('staff.table')}
            columns={[
              { label: t('staff.process') },
              ...(desk ? [desk] : desks).map((each) => ({ label: t(`desk.${each}`) })),
            ]}
            rows={shown.map((process) => ({
              key: process.id,
              title: process.title[language],
              href: `/mitwirkung/${process.id}${desk ? `?pult=${desk}` : ''}`,
              sub: kindOf(process.kind).name[language],
              cells: (desk ? [desk] : desks).map((each) => {
                const words = t(`desk.count.${each}`, { count: countOf(process, each) });
                return countOf(process, each) === 0 ? (
                  <span class="quiet">{words}</span>
                ) : (
                  <a href={`/mitwirkung/${process.id}?pult=${each}`}>
                    {words}
                    <span class="ds-sr-only">, {process.title[language]}</span>
                  </a>
                );
              }),
            }))}
          />
        )}
      </Wrap>
    ),
  });
}

async function showDesk(request: Request) {
  const { app, language, params, query } = request;
  const process = processById(app, params['id']);
  const t = participationTexts(language);
  const counts = await deskCounts(app);
  const full = desks.find((each) => (counts.get(process.id)?.[each] ?? 0) > 0);
  const desk = desks.find((each) => each === query['pult']) ?? full ?? 'unanswered';
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
        <Views
          label={t('staff.views')}
          views={desks.map((each) => ({
            label: t(`desk.${each}`),
            href: `/mitwirkung/${process.id}?pult=${each}`,
            current: each === desk,
            count: counts.get(process.id)?.[each] ?? 0,
          }))}
        />
        <Hints links={kindOf(process.kind).staffLinks?.(request, process) ?? []} />
        {process.who.codes && stageOf(process, app.clock.today()) !== 'ended' ? (
          <Hints links={[{ label: t('codes.title'), href: `/mitwirkung/${process.id}/codes` }]} />
        ) : null}
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
                act: item.state === 'waiting' ? <PublishButton request={request} item={item} /> : undefined,
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

/** At once from the list; to hide one takes a rule and a reason, on its page. */
function PublishButton({
  request: { language, csrf },
  item,
}: {
  request: Request;
  item: StaffContribution;
}): VNode {
  const name = excerpt(item.title === '' ? item.body : item.title);
  const t = participationTexts(language);
  return (
    <Form
      plain
      action={`/mitwirkung/beitrag/${item.id}`}
      label={`${t('staff.publish')}: ${name}`}
      hidden={{ _csrf: csrf, schritt: 'publish' }}
    >
      <Button variant="secondary" hidden={name}>
        {t('staff.publish')}
      </Button>
    </Form>
  );
}

const excerpt = (text: string) => (text.length > 200 ? `${text.slice(0, 200)} …` : text);

export const staffRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitwirkung',
    may: moderate,
    kind: 'page',
    summary: 'Processes with what waits for moderation or an answer (pult)',
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
