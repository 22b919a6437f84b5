// /konto/zugriffe/vorfaelle: breaches that one was affected by: what happened with one's data, and what one can do.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { EmptyState, PlainText, Rows, Top, Wrap, formatDate, swissDay, uiLabels } from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { askAboutAccess } from '../permissions.ts';
import { noticeText } from './notice-text.ts';
import { incidentsOfRepresented, readOwnIncidents } from './own-incidents.ts';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const t = oversightTexts(language);
  const acting = actor.kind === 'person' ? actor.acting : undefined;
  // Only those who are told: whoever acts by law, in everything; a mandate covers services.
  if (acting && (!acting.byLaw || acting.byLaw.limited)) throw new Fault('ACTING_NOT_HERE');
  const of = acting && actor.name;
  const incidents =
    acting && actor.kind === 'person'
      ? await incidentsOfRepresented(app, actor)
      : await readOwnIncidents(app, actor);
  const title = of === undefined ? t('breach.own') : t('breach.ownFor', { name: of });
  return page(request, {
    title,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={of === undefined ? t('breach.own.lead') : t('breach.ownFor.lead', { name: of })}
          crumbs={[
            { label: t('account'), href: '/konto' },
            ...(acting ? [] : [{ label: t('accesses'), href: '/konto/zugriffe' }]),
          ]}
        />
        {incidents.length === 0 ? (
          <EmptyState
            text={of === undefined ? t('breach.own.none') : t('breach.ownFor.none', { name: of })}
          />
        ) : (
          <Rows
            level={2}
            kind="one"
            items={incidents.map((each) => ({
              title: t('breach.own.one', { day: formatDate(swissDay(each.confirmedAt), language) }),
              children: <PlainText text={noticeText(each, each.advice, language, of)} breaks />,
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
  acting: 'covered',
  kind: 'page',
  summary: 'Breaches that I, or whoever I act for by law, was affected by, and what can be done',
  handle: show,
};
