// /konto/loeschungen: which of one's cases will be deleted, when, and what one can do before.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOnly } from '../../../kernel/permission.ts';
import { EmptyState, Rows, Top, Wrap, formatDate, uiLabels } from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { archiveTexts } from '../archive-texts.ts';
import { earliestDay } from '../earliest-day.ts';
import { ownEndings } from '../queries/endings.ts';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  const t = archiveTexts(language);
  const endings = await ownEndings(app, actor);
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('own.title')}
          lead={t('own.lead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        />
        <div class="stack">
          {endings.length === 0 ? (
            <EmptyState text={t('own.empty')} />
          ) : (
            <Rows
              level={2}
              items={endings.map(({ ref, serviceId, toArchive, ...ending }) => ({
                when: formatDate(earliestDay(app, ending), language),
                title: serviceTitle(app, serviceId, language),
                href: `/faelle/${ref}`,
                hidden: ref,
                text: t(toArchive ? 'own.toArchive' : 'own.delete', { ref }),
              }))}
            />
          )}
          <p class="btns small">
            <a href="/konto/alle-daten.zip">{t('own.copy')}</a>
          </p>
        </div>
      </Wrap>
    ),
  });
}

export const ownEndingsRoute: Route = {
  method: 'GET',
  url: '/konto/loeschungen',
  may: personOnly,
  kind: 'page',
  summary: 'Which of my cases will be deleted, and when',
  handle: show,
};
