// /mitreden/:id/beitraege: everything that was contributed, newest first, by key; and one contribution with an address of its own.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Band, MoreLink, PlainText, Top, Wrap, formatDate, swissDay, uiLabels } from '../../../ui/index.ts';
import { kindOf } from '../kinds/all.ts';
import { participationTexts } from '../participation-texts.ts';
import { processById } from '../queries/processes.ts';
import { publishedContributions } from '../queries/published.ts';
import { ContributionRows, authorWords, crumbsOf } from './contribution-rows.tsx';
import { FateLine } from './fate-line.tsx';

const pageSize = 30;

async function show(request: Request) {
  const { app, language, params, query } = request;
  const process = processById(app, params['id']);
  const t = participationTexts(language);
  const act = Object.hasOwn(process.acts, query['art'] ?? '') ? query['art'] : undefined;
  const anchor = query['zu'] === undefined || query['zu'].length > 60 ? undefined : query['zu'];
  const { items, next } = await publishedContributions(app, {
    process: process.id,
    act,
    anchor,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const text = await kindOf(process.kind).shownText?.(request, process);
  const more = new URLSearchParams({
    ...(act === undefined ? {} : { art: act }),
    ...(anchor === undefined ? {} : { zu: anchor }),
    cursor: next ?? '',
  });
  return page(request, {
    title: t('contributions.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('contributions.title')}
          crumbs={crumbsOf(request, process)}
        />
        <Band id="beitraege" title={process.title[language]} last>
          <ContributionRows request={request} process={process} items={items} text={text} />
          {next === null ? null : (
            <MoreLink href={`/mitreden/${process.id}/beitraege?${more}`} label={t('contributions.further')} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

async function showOne(request: Request) {
  const { app, language, params } = request;
  const process = processById(app, params['id']);
  const id = params['contribution'] ?? '';
  const { items } = isUuid(id)
    ? await publishedContributions(app, { process: process.id, id, limit: 1 })
    : { items: [] };
  const [item] = items;
  if (!item) throw new Fault('NOT_FOUND');
  const name = process.acts[item.act]?.name[language] ?? item.act;
  const text = await kindOf(process.kind).shownText?.(request, process);
  return page(request, {
    title: item.title === '' ? name : item.title,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={item.title === '' ? name : item.title}
          meta={`${authorWords(language, item)}, ${formatDate(swissDay(item.at), language)}`}
          crumbs={crumbsOf(request, process)}
        />
        <Band id="beitrag" title={name} last>
          {text?.(item) ?? <PlainText text={item.body} lang={item.language} breaks />}
          <FateLine request={request} item={item} process={process.id} />
        </Band>
      </Wrap>
    ),
  });
}

export const contributionRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitreden/:id/beitraege',
    may: everyone,
    kind: 'page',
    summary: 'What was contributed to a process, newest first (art, zu, cursor)',
    handle: show,
  },
  {
    method: 'GET',
    url: '/mitreden/:id/beitraege/:contribution',
    may: everyone,
    kind: 'page',
    summary: 'One contribution',
    handle: showOne,
  },
];
