// /fragen/bearbeiten: what a unit has to answer, the one that is due first at the top; and its knowledge that has to be checked.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  EmptyState,
  Hints,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { unitIdsInSight } from '../../policy/index.ts';
import { articleText } from '../knowledge/article.ts';
import { handleQuestions } from '../permissions.ts';
import { questionsTexts } from '../questions-texts.ts';
import { articlesToReview } from '../queries/knowledge.ts';
import { deskQuestions, desks, type DeskItem } from '../queries/staff-questions.ts';

const pageSize = 30;
const mostArticles = 10;

async function show(request: Request) {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  const staff = staffOf(request);
  const desk = desks.find((each) => each === query['pult']) ?? 'open';
  const { items, next } = await deskQuestions(app, staff, {
    desk,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'day', 'uuid'),
  });
  const articles = await articlesToReview(app, unitIdsInSight(app, staff, 'questions'), mostArticles);
  return page(request, {
    title: t('staff.title'),
    content: (
      <Wrap>
        <Top labels={labels} title={t('staff.title')} lead={t('staff.lead')} tight>
          <Hints
            links={desks.map((each) => ({
              label: t(`desk.${each}`),
              href: `/fragen/bearbeiten?pult=${each}`,
              current: each === desk,
            }))}
          />
        </Top>
        <Band id="fragen" title={t(`desk.${desk}`)}>
          {items.length === 0 ? (
            <EmptyState text={t('staff.none')} />
          ) : (
            <Rows items={items.map((item) => deskRow(request, item))} />
          )}
          <Pagination
            labels={labels}
            href={next ? `/fragen/bearbeiten?pult=${desk}&cursor=${next}` : undefined}
            hidden={t(`desk.${desk}`)}
          />
        </Band>
        <Band id="wissen" title={t('staff.knowledge')} note={t('staff.knowledgeNote')} last>
          {articles.length === 0 ? (
            <EmptyState text={t('staff.noKnowledge')} />
          ) : (
            <Rows
              items={articles.map((article) => ({
                when: formatDate(article.review_by, language, 'day'),
                title: articleText(article, language).title,
                href: `/wissen/${article.id}/bearbeiten`,
                act:
                  article.review_by < app.clock.today() ? (
                    <State tone="danger">{t('knowledge.overdue')}</State>
                  ) : undefined,
              }))}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

function deskRow({ app, language, actor }: Request, item: DeskItem) {
  const t = questionsTexts(language);
  const mine = actor.kind === 'staff' && item.assignee_id === actor.id;
  const late = item.due < app.clock.today();
  return {
    when: formatDate(item.due, language, 'day'),
    title: <span lang={item.language}>{item.title}</span>,
    href: `/fragen/bearbeiten/${item.id}`,
    text: [
      unitName(app, item.unit, language),
      t(item.public ? 'staff.isPublic' : 'staff.isPrivate'),
      ...(item.reroutes === 0 ? [] : [t('staff.reroutes', { count: item.reroutes })]),
    ].join(', '),
    act: late ? (
      <State tone="danger">{t('staff.late')}</State>
    ) : (
      <State tone="neutral">
        {t(mine ? 'staff.mine' : item.assignee_id === null ? 'staff.free' : 'staff.taken')}
      </State>
    ),
  };
}

export const staffListRoute: Route = {
  method: 'GET',
  url: '/fragen/bearbeiten',
  may: handleQuestions,
  kind: 'page',
  summary: 'Questions of the unit by due day (pult: open, waiting, answered); articles to be checked',
  handle: show,
};
