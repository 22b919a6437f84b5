// Makes public news findable as they appear, and takes withdrawn ones out.
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { queueOnce } from '../../kernel/jobs/queue-once.ts';
import type { Job } from '../../kernel/module.ts';
import {
  needsFilling,
  noteFilled,
  putSearchEntries,
  topicName,
  type SearchEntry,
} from '../catalogue/index.ts';
import type { PublicItem } from './item.ts';
import { plainText } from './markup/parse-markup.ts';
import { newsHref } from './pages/news-words.tsx';
import { isPublic, itemById, itemOf } from './queries/items.ts';

/** Less than a service: whoever wants to do something must not find news first. */
const weight = 0.7;
const together = 100;

const entry = (app: App, item: PublicItem): SearchEntry => ({
  id: item.id,
  url: newsHref(item),
  texts:
    item.state === 'withdrawn'
      ? {}
      : Object.fromEntries(
          languages.map((language) => {
            const { title, lead, body } = item.texts[language];
            const keywords = item.topics.map((topic) => topicName(app, topic, language)).join(', ');
            return [language, { title, summary: lead, keywords, text: plainText(body) }];
          }),
        ),
});

/** After an event: it is put in as it is now, whatever has happened since. */
export const indexNews: Job = async (app, { subject }) => {
  const item = await itemById(app.db, String(subject));
  if (isPublic(item)) await putSearchEntries(app, 'news', weight, [entry(app, item)]);
};

/** All that are public, by key; once for each format of the index. */
export async function fillNewsIndex(app: App): Promise<void> {
  if (!(await needsFilling(app, 'news'))) return;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await app.db
      .selectFrom('news.item')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(together)
      .execute();
    const items = rows.map(itemOf);
    await putSearchEntries(
      app,
      'news',
      weight,
      items.filter(isPublic).map((item) => entry(app, item)),
    );
    if (rows.length < together) break;
    after = items.at(-1)?.id ?? after;
  }
  await noteFilled(app, 'news');
}

/** Queued at the start and not done in it: a large archive must not keep the program from serving. */
export const queueFilling = async (app: App): Promise<void> => {
  if (await needsFilling(app, 'news')) await queueOnce(app, 'news.fill-index');
};
