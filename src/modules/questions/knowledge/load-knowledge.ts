// Reads the canton's knowledge.yaml: the first stock of articles. What units change afterwards lies in the database.
import { Type, type Static } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { readCheckedFile } from '../../../kernel/canton-file.ts';
import { offerById, topicById } from '../../catalogue/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { longestArticle } from './article.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const strict = { additionalProperties: false };
const Words = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: longestArticle.title }),
    text: Type.String({ minLength: 1, maxLength: longestArticle.text }),
  },
  strict,
);
const ArticleSchema = Type.Object(
  {
    id: Id,
    owner: Id,
    services: Type.Optional(Type.Array(Id, { maxItems: 10 })),
    topics: Type.Optional(Type.Array(Id, { maxItems: 5 })),
    unverified: Type.Optional(Type.Boolean()),
    checkedOn: Type.String({ format: 'date' }),
    de: Words,
    fr: Type.Optional(Words),
    it: Type.Optional(Words),
    en: Type.Optional(Words),
  },
  strict,
);
export type StockArticle = Static<typeof ArticleSchema>;

export async function loadKnowledge(app: App): Promise<{ articles: StockArticle[]; faults: string[] }> {
  const { data, faults, faultAt } = await readCheckedFile(
    app.canton,
    'knowledge.yaml',
    Type.Object({ articles: Type.Array(ArticleSchema) }, strict),
  );
  const articles = data?.articles ?? [];
  const all = [...faults];
  articles.forEach((article, index) => {
    const complain = (field: string, message: string) =>
      all.push(faultAt(['articles', index, field], message));
    if (articles.findIndex(({ id }) => id === article.id) < index)
      complain('id', `${article.id} is there twice.`);
    if (!unitOf(app, article.owner)) complain('owner', `There is no unit ${article.owner}.`);
    for (const each of article.services ?? [])
      if (!offerById(app, each)) complain('services', `There is no service ${each}.`);
    for (const each of article.topics ?? [])
      if (!topicById(app, each)) complain('topics', `There is no topic ${each}.`);
  });
  return { articles, faults: all };
}
