// Makes articles and answered public questions findable in the one search.
import type { App } from '../../kernel/app.ts';
import { asLanguage, languages } from '../../kernel/i18n/texts.ts';
import { readPageKey } from '../../kernel/page-key.ts';
import { indexForSearch, topicById, type SearchEntry } from '../catalogue/index.ts';
import type { Article } from './knowledge/article.ts';
import { articles } from './queries/knowledge.ts';
import { publishedQuestions, type Published } from './queries/published.ts';

/** Of answered questions the newest ones are in the search; what lasts becomes knowledge. */
const mostQuestions = 2000;
const together = 500;
const summaryLength = 160;

const summaryOf = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length > summaryLength ? `${plain.slice(0, summaryLength - 2)} …` : plain;
};

const articleEntry = (app: App, article: Article): SearchEntry => ({
  id: article.id,
  url: `/wissen/${article.id}`,
  texts: Object.fromEntries(
    languages.flatMap((language) => {
      const words = article.texts[language];
      if (!words) return [];
      const keywords = article.topics.flatMap((id) => topicById(app, id)?.name[language] ?? []).join(', ');
      return [[language, { title: words.title, summary: summaryOf(words.text), keywords, text: words.text }]];
    }),
  ),
});

const questionEntry = (item: Published): SearchEntry => ({
  id: item.question_id,
  url: `/fragen/${item.question_id}`,
  texts: {
    [asLanguage(item.language) ?? 'de']: {
      title: item.title,
      summary: summaryOf(item.answer),
      text: `${item.body} ${item.answer}`,
    },
  },
});

/** questions.index; also when the program starts. */
export async function indexQuestions(app: App): Promise<void> {
  const known: SearchEntry[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await articles(app, { limit: together, after });
    known.push(...items.map((item) => articleEntry(app, item)));
    after = next;
  } while (after !== undefined);
  await indexForSearch(app, 'knowledge', 0.8, known);
  const answered: SearchEntry[] = [];
  let key: readonly [string, string] | undefined;
  do {
    const { items, next } = await publishedQuestions(app, { state: 'answered', limit: together, after: key });
    answered.push(...items.map(questionEntry));
    key = readPageKey(next ?? undefined, 'instant', 'uuid');
  } while (key && answered.length < mostQuestions);
  await indexForSearch(app, 'question', 0.7, answered);
}
