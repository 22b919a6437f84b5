// /mitreden/:id/beitraege: everything that was contributed, newest first, by key; and one contribution with an address of its own.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  PlainText,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import { FateLine } from './fate-line.tsx';
import { participationTexts } from '../participation-texts.ts';
import type { Process } from '../process.ts';
import { processById } from '../queries/processes.ts';
import { publishedContributions, type PublishedContribution } from '../queries/published.ts';

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
          <ContributionRows request={request} process={process} items={items} />
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
          <PlainText text={item.body} lang={item.language} breaks />
          <FateLine request={request} item={item} />
        </Band>
      </Wrap>
    ),
  });
}

export const crumbsOf = ({ language }: Request, process: Process) => [
  { label: participationTexts(language)('list.title'), href: '/mitreden' },
  { label: process.title[language], href: `/mitreden/${process.id}` },
];

/** The name that somebody chose, or their pseudonym. */
export function authorWords(
  language: Request['language'],
  { shownAs, named, organisation }: PublishedContribution,
): string {
  const t = participationTexts(language);
  if (organisation) return t('author.organisation', { name: shownAs });
  return named ? shownAs : t('author.pseudonym', { sign: shownAs });
}

/** Contributions of a process; `extra` is what its kind shows below each, e.g. a place. */
export function ContributionRows({
  request,
  process,
  items,
  extra,
}: {
  request: Request;
  process: Process;
  items: readonly PublishedContribution[];
  extra?: (item: PublishedContribution) => VNode | null;
}): VNode {
  const { language } = request;
  const t = participationTexts(language);
  if (items.length === 0) return <EmptyState text={t('contributions.none')} />;
  return (
    <Rows
      items={items.map((item): RowItem => {
        const name = process.acts[item.act]?.name[language] ?? item.act;
        return {
          when: formatDate(swissDay(item.at), language, 'day'),
          title: item.title === '' ? name : <span lang={item.language}>{item.title}</span>,
          href: `/mitreden/${process.id}/beitraege/${item.id}`,
          hidden: `${authorWords(language, item)}, ${item.id.slice(0, 8)}`,
          text: authorWords(language, item),
          children: (
            <>
              <PlainText text={item.body} lang={item.language} breaks />
              {extra?.(item) ?? null}
              <FateLine request={request} item={item} />
            </>
          ),
        };
      })}
    />
  );
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
