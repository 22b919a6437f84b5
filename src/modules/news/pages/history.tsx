// /redaktion/:id/verlauf: each step of a piece of news, by whom, and what it said then; newest first.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { Band, Disclosure, MoreLink, Rows, Top, Wrap, formatDateTime, uiLabels } from '../../../ui/index.ts';
import { parts, type Content } from '../item.ts';
import { newsTexts } from '../news-texts.ts';
import { seeDrafts } from '../permissions.ts';
import { itemById } from '../queries/items.ts';
import { stepsOf } from '../queries/steps.ts';
import { titleOf } from './edit.tsx';

async function show(request: Request) {
  const { app, language, params, query } = request;
  const t = newsTexts(language);
  const item = await itemById(app.db, params['id']);
  if (!item) throw new Fault('NOT_FOUND');
  const { items, next } = await stepsOf(app, item.id, 20, readPageKey(query['nach'], 'number')?.[0]);
  return page(request, {
    title: t('history.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('history.title')}
          crumbs={[
            { label: t('desk.title'), href: '/redaktion' },
            { label: titleOf(request, item), href: `/redaktion/${item.id}` },
          ]}
          tight
        />
        <Band id="verlauf" title={t('history.steps')} last>
          <Rows
            items={items.map(({ step, at, byName, revision, content }) => ({
              when: formatDateTime(at, language),
              title: t(`history.${step as 'saved'}`),
              text: byName ?? t('history.programme'),
              children: content ? <Then request={request} content={content} revision={revision} /> : null,
            }))}
          />
          {next === null ? null : (
            <MoreLink href={`/redaktion/${item.id}/verlauf?nach=${next}`} label={t('desk.more')} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

function Then({
  request,
  content,
  revision,
}: {
  request: Request;
  content: Content;
  revision: number;
}): VNode {
  const t = newsTexts(request.language);
  return (
    <Disclosure summary={t('history.then', { revision })}>
      {languages.map((each) => (
        <div key={each} class="stack" lang={each}>
          {parts.map((part) =>
            content.texts[each][part] === '' ? null : <p key={part}>{content.texts[each][part]}</p>,
          )}
        </div>
      ))}
    </Disclosure>
  );
}

export const historyRoute: Route = {
  method: 'GET',
  url: '/redaktion/:id/verlauf',
  may: seeDrafts,
  kind: 'page',
  summary: 'Each step of a piece of news and what it said then (nach)',
  handle: show,
};
