// Moderation: the log of a group (and of ideas), open reports for moderators, and the page on which a text is reported, hidden or shown.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { Band, EmptyState, MoreLink, Quiet, Rows, formatDate, swissDay } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { configOf, isSettled } from '../community-config.ts';
import { moderationLog, openReports } from '../entries/moderation-queries.ts';
import { sightOf } from '../groups/sight.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { excerpt } from '../parts/entry-words.tsx';
import { SmallForm } from '../parts/small-form.tsx';
import { typed } from '../parts/typed.ts';
import { moderate } from '../entries/moderate.ts';
import { participantOf } from '../participant-of.ts';
import { enter, moderateCommunity } from '../permissions.ts';

const pageSize = 30;

async function bands(
  request: Request,
  circle: string | null,
  here: string,
  mayModerate: boolean,
): Promise<VNode> {
  const { app, language, query } = request;
  const t = communityTexts(language);
  const reports = mayModerate
    ? await openReports(app, participantOf(request), circle, {
        limit: pageSize,
        after: readPageKey(query['meldungen'], 'instant', 'uuid'),
      })
    : undefined;
  const log = await moderationLog(app, circle, {
    limit: pageSize,
    after: readPageKey(query['cursor'], 'number')?.[0],
  });
  const { rules } = configOf.of(app);
  return (
    <>
      <Band id="regeln" title={t('moderation.rules')}>
        <ul>
          {rules.map(({ id, text }) => (
            <li key={id}>{text[language]}</li>
          ))}
        </ul>
        {isSettled(app, 'rules') ? null : <Quiet>{t('moderation.rulesExample')}</Quiet>}
      </Band>
      {reports === undefined ? null : (
        <Band id="meldungen" title={t('moderation.reports')}>
          {reports.items.length === 0 ? (
            <EmptyState text={t('moderation.noReports')} />
          ) : (
            <Rows
              items={reports.items.map(({ entry, source, text, reason, at }) => ({
                when: formatDate(swissDay(at), language, 'day'),
                title: excerpt(text, 100),
                href: `/gemeinschaft/beitraege/${entry}/melden?text=${source}`,
                text: reason,
                act: (
                  <SmallForm
                    request={request}
                    action={here}
                    label={t('moderation.keep')}
                    about={excerpt(text, 40)}
                    hidden={{ eintrag: entry, text: source }}
                  />
                ),
              }))}
            />
          )}
          {reports.next === null ? null : (
            <MoreLink href={`${here}?meldungen=${reports.next}`} label={t('further')} />
          )}
        </Band>
      )}
      <Band id="protokoll" title={t('moderation.log')} note={t('moderation.logNote')} last>
        {log.items.length === 0 ? (
          <EmptyState text={t('moderation.noLog')} />
        ) : (
          <Rows
            items={log.items.map(({ step, rule, reason, at }) => ({
              when: formatDate(swissDay(at), language, 'day'),
              title: t(step === 'hidden' ? 'moderation.wasHidden' : 'moderation.wasShown'),
              text: [rules.find(({ id }) => id === rule)?.text[language], reason]
                .filter((each) => each !== undefined && each !== '')
                .join(' '),
            }))}
          />
        )}
        {log.next === null ? null : <MoreLink href={`${here}?cursor=${log.next}`} label={t('further')} />}
      </Band>
    </>
  );
}

async function ofGroup(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const id = params['id'] ?? '';
  const { circle, mayModerate } = await sightOf(app, participantOf(request), id);
  return communityPage(request, {
    title: communityTexts(language)('moderation.title'),
    meta: circle.name,
    crumbs: groupCrumbs(request, circle),
    children: await bands(request, id, `/gemeinschaft/gruppen/${id}/moderation`, mayModerate),
  });
}

async function ofIdeas(request: Request): Promise<Reply> {
  const t = communityTexts(request.language);
  return communityPage(request, {
    title: t('moderation.ofIdeas'),
    crumbs: [{ label: t('ideas.title'), href: '/gemeinschaft/ideen' }],
    children: await bands(request, null, '/gemeinschaft/moderation', true),
  });
}

/** A report is settled: the text stays as it is. */
const keep = (here: (request: Request) => string) => async (request: Request) => {
  const place = { entry: typed(request, 'eintrag'), source: typed(request, 'text') };
  if (place.entry === '') throw new Fault('NOT_FOUND');
  await moderate(request.app, participantOf(request), place, { step: 'keep' });
  return seeOther(here(request));
};

export const moderationRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id/moderation',
    may: enter,
    kind: 'page',
    summary: 'Rules and log of moderation of a group; open reports for moderators (cursor, meldungen)',
    handle: ofGroup,
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/:id/moderation',
    may: enter,
    kind: 'form',
    summary: 'Settles a report: the text stays as it is',
    handle: keep(({ params }) => `/gemeinschaft/gruppen/${params['id']}/moderation`),
  },
  {
    method: 'GET',
    url: '/gemeinschaft/moderation',
    may: moderateCommunity,
    kind: 'page',
    summary: 'Open reports and the log of moderation of ideas (cursor, meldungen)',
    handle: ofIdeas,
  },
  {
    method: 'POST',
    url: '/gemeinschaft/moderation',
    may: moderateCommunity,
    kind: 'form',
    summary: 'Settles a report about an idea: the text stays as it is',
    handle: keep(() => '/gemeinschaft/moderation'),
  },
];
