// /vorhaben/bearbeiten: all initiatives with drafts, for staff; newest change first.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Hints,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { isPublic } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { editInitiatives, seeInitiatives } from '../permissions.ts';
import { allInitiatives } from '../queries/initiatives.ts';
import { initiativeRow } from './words.tsx';

const pageSize = 30;

async function show(request: Request) {
  const { app, language, query, actor } = request;
  const t = initiativesTexts(language);
  const { items, next } = await allInitiatives(app, pageSize, readPageKey(query['nach'], 'instant', 'slug'));
  return page(request, {
    title: t('desk.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('desk.title')}
          lead={t('desk.lead')}
          action={
            editInitiatives.allows(actor, undefined, app) ? (
              <Buttons>
                <Button href="/vorhaben/bearbeiten/neu">{t('desk.new')}</Button>
              </Buttons>
            ) : undefined
          }
          tight
        />
        <Band id="blicke" title={t('desk.views')}>
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
        </Band>
        <Band id="vorhaben" title={t('desk.all')} last>
          {items.length === 0 ? (
            <EmptyState text={t('desk.none')} />
          ) : (
            <Rows
              items={items.map((item) => ({
                ...initiativeRow(app, item, language),
                href: `/vorhaben/bearbeiten/${item.id}`,
                act: isPublic(item) ? undefined : <State tone="neutral">{t('desk.draft')}</State>,
              }))}
            />
          )}
          <Pagination
            labels={uiLabels(language)}
            href={next === null ? undefined : `/vorhaben/bearbeiten?nach=${next}`}
            hidden={t('list.title')}
          />
        </Band>
      </Wrap>
    ),
  });
}

export const deskRoute: Route = {
  method: 'GET',
  url: '/vorhaben/bearbeiten',
  may: seeInitiatives,
  kind: 'page',
  summary: 'All initiatives with drafts, for staff (nach)',
  handle: show,
};
