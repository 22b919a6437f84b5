// How a piece of news appears in lists: day, title, lead, what it is about; withdrawn ones say so.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Quiet, State, formatDate, swissDay, type LinkItem, type RowItem } from '../../../ui/index.ts';
import { topicName } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { areaNames } from '../facets.ts';
import type { PublicItem } from '../item.ts';
import { newsTexts } from '../news-texts.ts';

export const newsHref = ({ id }: { id: string }): string => `/aktuell/${id}`;

export function newsRow(app: App, item: PublicItem, language: Language): RowItem {
  const t = newsTexts(language);
  const { title, lead } = item.texts[language];
  const withdrawn = item.withdrawnReason;
  return {
    when: formatDate(swissDay(item.publishedAt), language, 'short'),
    title,
    href: newsHref(item),
    text: withdrawn ? withdrawn[language] : lead,
    ...(withdrawn ? { act: <State tone="warning">{t('state.withdrawn')}</State> } : {}),
    children: <Quiet>{about(app, item, language)}</Quiet>,
  };
}

/** Topics, municipalities and who says it, in one line. */
export function about(app: App, { topics, areas, unit }: PublicItem, language: Language): string {
  return [
    ...topics.map((topic) => topicName(app, topic, language)),
    ...(areas.length > 0 ? [areaNames(app, areas)] : []),
    unitName(app, unit, language),
  ].join(', ');
}

/** To follow what a list or a piece of news is about. */
export function followLinks(
  app: App,
  { topics, unit }: { topics: readonly string[]; unit?: string | undefined },
  language: Language,
): LinkItem[] {
  const t = newsTexts(language);
  return [
    ...topics.map((topic) => ({
      label: t('follow', { what: topicName(app, topic, language) }),
      href: `/abonnieren?topic=${topic}`,
    })),
    ...(unit
      ? [{ label: t('follow', { what: unitName(app, unit, language) }), href: `/abonnieren?unit=${unit}` }]
      : []),
  ];
}

/** Dates and what changed, below the text, where everyone sees it. */
export function CorrectionNotes({
  notes,
  language,
}: {
  notes: readonly { kind: string; note: Record<Language, string>; at: Date }[];
  language: Language;
}): VNode {
  const t = newsTexts(language);
  return (
    <ul class="stack">
      {notes.map(({ kind, note, at }) => (
        <li key={at.toISOString()}>
          {formatDate(swissDay(at), language)}: <b>{t(`correction.${kind as 'facts'}`)}</b>
          {note[language] === '' ? null : <> {note[language]}</>}
        </li>
      ))}
    </ul>
  );
}
