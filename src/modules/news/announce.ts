// What subscribers hear of: a piece of news when it appears, unless it was withdrawn since.
import type { Announce } from '../../kernel/announcement.ts';
import { languages, type LocalText } from '../../kernel/i18n/texts.ts';
import type { NewsText } from './item.ts';
import { newsHref } from './pages/news-words.tsx';
import { publicItem } from './queries/public-list.ts';

export const announceNews: Announce = async (app, subject) => {
  const item = await publicItem(app, subject);
  if (!item || item.state !== 'published') return undefined;
  const { topics, areas, unit, services, processes, texts } = item;
  const of = (part: keyof NewsText) =>
    Object.fromEntries(languages.map((each) => [each, texts[each][part]])) as LocalText;
  return {
    key: `news:${item.id}`,
    at: item.publishedAt,
    title: of('title'),
    text: of('lead'),
    path: newsHref(item),
    about: {
      topic: topics,
      // What concerns the whole canton concerns each municipality.
      area: areas.length > 0 ? areas : app.canton.municipalities.map(({ id }) => id),
      unit: [unit],
      service: services,
      process: processes,
    },
  };
};
