// How entries are shown in lists, and who wrote them.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Rows, formatDate, swissDay } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import type { ListedEntry } from '../entries/entry.ts';

/** Of a longer text the beginning. */
export const excerpt = (text: string, most = 200): string =>
  [...text].length > most ? `${[...text].slice(0, most).join('')} …` : text;

export const authorName = (
  language: Language,
  names: ReadonlyMap<string, string>,
  author: string | null,
): string => (author === null ? undefined : names.get(author)) ?? communityTexts(language)('formerMember');

export const entryPath = ({ id, kind }: Pick<ListedEntry, 'id' | 'kind'>): string =>
  kind === 'idea' ? `/gemeinschaft/ideen/${id}` : `/gemeinschaft/beitraege/${id}`;

export function EntryRows({
  language,
  items,
  names,
}: {
  language: Language;
  items: readonly ListedEntry[];
  names: ReadonlyMap<string, string>;
}): VNode {
  const t = communityTexts(language);
  return (
    <Rows
      items={items.map((entry) => ({
        when: formatDate(swissDay(entry.at), language, 'day'),
        whenNote: t(`kind.${entry.kind}`),
        title: <span lang={entry.language}>{entry.title}</span>,
        href: entryPath(entry),
        text: <span lang={entry.language}>{excerpt(entry.body)}</span>,
        children: (
          <p class="small quiet">
            {authorName(language, names, entry.author)}, {t('comments.count', { count: entry.comments })}
            {entry.kind === 'question'
              ? `, ${t(entry.answered ? 'question.answered' : 'question.open')}`
              : ''}
          </p>
        ),
      }))}
    />
  );
}
