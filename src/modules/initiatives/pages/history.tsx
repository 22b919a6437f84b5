// /vorhaben/:id/verlauf: how owner and Fachstelle have seen it from the beginning, newest first.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, EmptyState, Pagination, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { opinionsOf } from '../queries/entries.ts';
import { publicInitiative } from '../queries/initiatives.ts';
import { OpinionRows } from './one.tsx';
import { initiativeHref, shownTitle } from './words.tsx';

const pageSize = 30;

async function show(request: Request) {
  const { app, language, params, query } = request;
  const t = initiativesTexts(language);
  const initiative = await publicInitiative(app, params['id']);
  if (!initiative) throw new Fault('NOT_FOUND');
  const { items, next } = await opinionsOf(
    app,
    initiative.id,
    pageSize,
    readPageKey(query['nach'], 'instant', 'uuid'),
  );
  return page(request, {
    title: t('history.title', { title: shownTitle(initiative, language) }),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('history.title', { title: shownTitle(initiative, language) })}
          crumbs={[
            { label: t('list.title'), href: '/vorhaben' },
            { label: shownTitle(initiative, language), href: initiativeHref(initiative) },
          ]}
          lead={t('one.opinionsNote')}
        />
        <Band id="meinungen" title={t('one.opinions')} last>
          {items.length === 0 ? (
            <EmptyState text={t('one.noOpinions')} />
          ) : (
            <OpinionRows items={items} language={language} />
          )}
          <Pagination
            labels={uiLabels(language)}
            href={next === null ? undefined : `/vorhaben/${initiative.id}/verlauf?nach=${next}`}
            hidden={t('one.opinions')}
          />
        </Band>
      </Wrap>
    ),
  });
}

export const historyRoute: Route = {
  method: 'GET',
  url: '/vorhaben/:id/verlauf',
  may: everyone,
  kind: 'page',
  summary: 'How owner and Fachstelle have seen an initiative, newest first (nach)',
  handle: show,
};
