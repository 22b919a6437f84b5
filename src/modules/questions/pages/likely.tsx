// What may answer a question before it is sent: knowledge, answered questions, services, as the one search finds them.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Rows, type RowItem } from '../../../ui/index.ts';
import { search, type Found } from '../../catalogue/index.ts';
import { questionsTexts } from '../questions-texts.ts';

/** What answers comes before what does; of each a few. */
const kinds = ['knowledge', 'question', 'service'] as const;
const mostOfEach = 3;

/** Of all that fits at all: within a kind of its own, whatever shares one word with the question would be its best. */
export async function likelyAnswers(app: App, q: string, language: Language): Promise<Found[]> {
  if (q === '') return [];
  const { items } = await search(app, { q, lang: language, limit: 100 });
  return kinds.flatMap((kind) => items.filter(({ type }) => type === kind).slice(0, mostOfEach));
}

export function LikelyRows({ items, language }: { items: readonly Found[]; language: Language }) {
  return <Rows items={items.map((item) => row(item, language))} />;
}

function row(item: Found, language: Language): RowItem {
  const t = questionsTexts(language);
  const kind = kinds.find((each) => each === item.type);
  const other = item.lang === language ? undefined : item.lang;
  return {
    when: kind && t(`kind.${kind}`),
    title: other ? <span lang={other}>{item.title}</span> : item.title,
    href: item.url,
    text: other ? <span lang={other}>{item.summary}</span> : item.summary,
  };
}
