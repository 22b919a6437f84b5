// /redaktion: what is being written, what appears by itself, what is public, what was withdrawn; by key.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Hints,
  MoreLink,
  Quiet,
  Rows,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { states, type Item } from '../item.ts';
import { newsTexts } from '../news-texts.ts';
import { seeDrafts, writeNews } from '../permissions.ts';
import { desk } from '../queries/items.ts';
import { titleOf } from './edit.tsx';
import { missingWords } from './missing-words.ts';

const pageSize = 30;

async function show(request: Request) {
  const { app, language, query, actor } = request;
  const t = newsTexts(language);
  const state = states.find((each) => each === query['stand']) ?? 'draft';
  const { items, next } = await desk(app, state, pageSize, readPageKey(query['nach'], 'instant', 'uuid'));
  return page(request, {
    title: t('desk.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('desk.title')}
          lead={t('desk.lead')}
          action={
            writeNews.allows(actor, undefined, app) ? (
              <Buttons>
                <Button href="/redaktion/neu">{t('desk.new')}</Button>
              </Buttons>
            ) : undefined
          }
          tight
        />
        <Band id="stand" title={t('desk.states')}>
          <Hints
            links={states.map((each) => ({
              label: t(`state.${each}`),
              href: `/redaktion?stand=${each}`,
              current: each === state,
            }))}
          />
        </Band>
        <Band id="liste" title={t(`state.${state}`)} last>
          {items.length === 0 ? (
            <EmptyState text={t('desk.none')} />
          ) : (
            <Rows
              items={items.map((item) => ({
                when: formatDateTime(item.updatedAt, language),
                title: titleOf(request, item),
                href: `/redaktion/${item.id}`,
                children: <Quiet>{remark(request, item)}</Quiet>,
              }))}
            />
          )}
          {next === null ? null : (
            <MoreLink href={`/redaktion?stand=${state}&nach=${next}`} label={t('desk.more')} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

function remark({ language }: Request, item: Item): string {
  const t = newsTexts(language);
  if (item.state === 'scheduled' && item.publishAt)
    return t('desk.appears', { at: formatDateTime(item.publishAt, language, 'long') });
  if (item.publishedAt)
    return t('item.published', { day: formatDateTime(item.publishedAt, language, 'long') });
  const lacking = missingWords(item, language);
  if (lacking.length > 0) return t('desk.missing', { what: lacking.join('; ') });
  return item.fourEyes && item.approvedBy === null ? t('desk.waits') : t('desk.complete');
}

export const deskRoute: Route = {
  method: 'GET',
  url: '/redaktion',
  may: seeDrafts,
  kind: 'page',
  summary: 'The editors’ desk: drafts, what appears by itself, public and withdrawn news (stand, nach)',
  handle: show,
};
