// News on other pages: the newest three on the home page, and those about a service or of a unit.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Band, MoreLink, Rows } from '../../../ui/index.ts';
import { newsTexts } from '../news-texts.ts';
import { filterKey, type Filter } from '../queries/filter.ts';
import { newest } from '../queries/public-list.ts';
import { newsRow } from './news-words.tsx';

const mostShown = 3;

async function band(app: App, filter: Filter, language: Language, title: string): Promise<VNode | null> {
  const items = await newest(app, filter, mostShown);
  if (items.length === 0) return null;
  const key = filterKey(filter);
  return (
    <Band id="aktuell" title={title}>
      <Rows items={items.map((item) => newsRow(app, item, language))} />
      <MoreLink
        href={key === '' ? '/aktuell' : `/aktuell?${key}`}
        label={newsTexts(language)('related.all')}
      />
    </Band>
  );
}

export const newsBand = ({ app, language }: Request): Promise<VNode | null> =>
  band(app, {}, language, newsTexts(language)('home.title'));

/** Of a unit also those of the units below it. */
export const relatedNews = (
  app: App,
  about: { service: string } | { unit: string },
  language: Language,
): Promise<VNode | null> => band(app, about, language, newsTexts(language)('related.title'));
