// /konto/zugriffe/vorfaelle: breaches that one was affected by: what happened with one's data, and what one can do.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { EmptyState, PlainText, Rows, Top, Wrap, formatDate, swissDay, uiLabels } from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { askAboutAccess } from '../permissions.ts';
import { noticeText } from './notice-text.ts';
import { ownIncidents } from './own-incidents.ts';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const t = oversightTexts(language);
  const incidents = await ownIncidents(app, actor);
  return page(request, {
    title: t('breach.own'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('breach.own')}
          lead={t('breach.own.lead')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('accesses'), href: '/konto/zugriffe' },
          ]}
        />
        {incidents.length === 0 ? (
          <EmptyState text={t('breach.own.none')} />
        ) : (
          <Rows
            level={2}
            kind="one"
            items={incidents.map((each) => ({
              title: t('breach.own.one', { day: formatDate(swissDay(each.confirmedAt), language) }),
              children: <PlainText text={noticeText(each, each.advice, language)} breaks />,
            }))}
          />
        )}
      </Wrap>
    ),
  });
}

export const ownIncidentsRoute: Route = {
  method: 'GET',
  url: '/konto/zugriffe/vorfaelle',
  may: askAboutAccess,
  kind: 'page',
  summary: 'Breaches that I was affected by, and what I can do',
  handle: show,
};
