// Contributions as a list on any page of participation: who, when, what, and what became of it.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { EmptyState, PlainText, Rows, formatDate, swissDay, type RowItem } from '../../../ui/index.ts';
import type { ShownText } from '../kinds/kind.ts';
import { participationTexts } from '../participation-texts.ts';
import type { Process } from '../process.ts';
import type { PublishedContribution } from '../queries/published.ts';
import { FateLine } from './fate-line.tsx';

export const crumbsOf = ({ language }: Request, process: Process) => [
  { label: participationTexts(language)('list.title'), href: '/mitreden' },
  { label: process.title[language], href: `/mitreden/${process.id}` },
];

/** The name that somebody chose, or their pseudonym. */
export function authorWords(
  language: Request['language'],
  { shownAs, named, organisation }: Pick<PublishedContribution, 'shownAs' | 'named' | 'organisation'>,
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
  text,
}: {
  request: Request;
  process: Process;
  items: readonly PublishedContribution[];
  extra?: (item: PublishedContribution) => VNode | null;
  /** How its kind shows what was written; by it undefined, or absent: as it was written. */
  text?: ShownText | undefined;
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
              {text?.(item) ?? <PlainText text={item.body} lang={item.language} breaks />}
              {extra?.(item) ?? null}
              <FateLine request={request} item={item} process={process.id} />
            </>
          ),
        };
      })}
    />
  );
}
