// /aktuell/:id: one piece of news; what was corrected, what it is about, how to follow. Withdrawn ones keep their address.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { App } from '../../../kernel/app.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Cols,
  Hints,
  Notice,
  TextLink,
  Top,
  Unit,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
  type LinkItem,
} from '../../../ui/index.ts';
import { topicName } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { areaName, processTitle, serviceName } from '../facets.ts';
import type { Content, PublicItem } from '../item.ts';
import { Markup } from '../markup/markup.tsx';
import { newsTexts } from '../news-texts.ts';
import { publicItem } from '../queries/public-list.ts';
import { correctionsOf } from '../queries/steps.ts';
import { CorrectionNotes, followLinks } from './news-words.tsx';

async function show(request: Request) {
  const { app, language, params } = request;
  const t = newsTexts(language);
  const item = await publicItem(app, params['id']);
  if (!item) throw new Fault('NOT_FOUND');
  const { title, lead, body } = item.texts[language];
  const notes = (await correctionsOf(app, [item.id])).get(item.id) ?? [];
  const withdrawn = item.withdrawnReason;
  return page(request, {
    title,
    description: withdrawn ? withdrawn[language] : lead,
    indexed: !withdrawn,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          crumbs={[{ label: t('list.title'), href: '/aktuell' }]}
          meta={dates(item, language)}
          lead={withdrawn ? undefined : lead}
          tight
        />
        <Cols asideLabel={t('item.about')} aside={<About app={app} content={item} language={language} />}>
          {withdrawn ? (
            <Notice
              tone="warning"
              title={t('item.withdrawn', { at: formatDateTime(item.changedAt, language, 'long') })}
            >
              <p>{withdrawn[language]}</p>
            </Notice>
          ) : (
            <Markup text={body} />
          )}
          {notes.length === 0 ? null : (
            <Band id="berichtigungen" title={t('item.corrections')} last>
              <CorrectionNotes notes={notes} language={language} />
            </Band>
          )}
        </Cols>
      </Wrap>
    ),
  });
}

function dates({ publishedAt, changedAt, withdrawnAt }: PublicItem, language: Language): string {
  const t = newsTexts(language);
  const published = t('item.published', { day: formatDate(swissDay(publishedAt), language) });
  if (withdrawnAt || changedAt <= publishedAt) return published;
  return `${published}, ${t('item.changed', { at: formatDateTime(changedAt, language, 'long') })}`;
}

/** The side column: who says it, what it is about, how to follow it. Previews show it, too. */
export function About({ app, content, language }: { app: App; content: Content; language: Language }): VNode {
  const t = newsTexts(language);
  const { topics, areas, unit, services, processes } = content;
  const groups: [string, LinkItem[]][] = [
    [
      t('item.topics'),
      topics.map((id) => ({ label: topicName(app, id, language), href: `/aktuell?topic=${id}` })),
    ],
    [t('item.areas'), areas.map((id) => ({ label: areaName(app, id), href: `/aktuell?area=${id}` }))],
    [
      t('item.services'),
      services.map((id) => ({ label: serviceName(app, id, language), href: `/leistungen/${id}` })),
    ],
    [
      t('item.processes'),
      processes.map((id) => ({ label: processTitle(app, id, language), href: `/mitreden/${id}` })),
    ],
  ];
  return (
    <>
      <Unit id="stelle-h" title={t('item.unit')}>
        {unit === '' ? null : (
          <p>
            <a href={`/stellen/${unit}`}>{unitName(app, unit, language)}</a>
          </p>
        )}
        {groups
          .filter(([, links]) => links.length > 0)
          .map(([title, links]) => (
            <p key={title}>
              {title}:{' '}
              {links.map((link, index) => (
                <>
                  {index > 0 ? ', ' : null}
                  <TextLink {...link} />
                </>
              ))}
            </p>
          ))}
      </Unit>
      <Unit id="folgen-h" title={t('item.follow')}>
        <Hints
          links={[
            ...followLinks(app, { topics, unit }, language),
            { label: t('list.feed'), href: `/news.atom?lang=${language}` },
          ]}
        />
      </Unit>
    </>
  );
}

export const itemRoute: Route = {
  method: 'GET',
  url: '/aktuell/:id',
  may: everyone,
  kind: 'page',
  summary: 'One piece of news with its corrections; a withdrawn one says why',
  shared: true,
  handle: show,
};
