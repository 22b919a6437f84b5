// `GET /api/v1/questions`, `/{id}`: public questions with their answers. `GET /api/v1/knowledge`: articles.
import { Type } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Cursor, Lang } from '../../catalogue/index.ts';
import { articleText, type Article } from '../knowledge/article.ts';
import { articles } from '../queries/knowledge.ts';
import { publishedById, publishedQuestions, type Published } from '../queries/published.ts';

const Nullable = Type.Union([Type.String(), Type.Null()]);
const Item = Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.String({ description: 'As released by staff, without what says who asked' }),
  answer: Type.String(),
  links: Type.Array(Type.String()),
  language: Type.String(),
  state: Type.Enum(['open', 'answered']),
  unit: Type.String(),
  topic: Nullable,
  service: Nullable,
  area: Nullable,
  asked: Type.String({ format: 'date' }),
  due: Type.String({ format: 'date' }),
  answered: Nullable,
  helped: Type.Integer(),
  notHelped: Type.Integer(),
  url: Type.String(),
});
const ArticleItem = Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.String(),
  language: Type.String(),
  owner: Type.String(),
  services: Type.Array(Type.String()),
  topics: Type.Array(Type.String()),
  checked: Type.String({ format: 'date' }),
  reviewBy: Type.String({ format: 'date' }),
  unverified: Type.Boolean(),
  url: Type.String(),
});

const itemOf = ({ config }: App, item: Published) => {
  const { title, answer, language, state, unit, topic, service, area, due, helped } = item;
  return {
    ...{ id: item.question_id, title, text: item.body, answer, language, state, unit },
    links: item.links.map((link) => `${config.baseUrl}${link}`),
    ...{ topic, service, area, due, helped, asked: item.asked_on, answered: item.answered_on },
    notHelped: item.not_helped,
    url: `${config.baseUrl}/fragen/${item.question_id}`,
  };
};

const articleItem = ({ config }: App, article: Article, lang: Article['stale'][number]) => {
  const { id, owner, services, topics, unverified } = article;
  return {
    id,
    ...articleText(article, lang as 'de'),
    ...{ owner, services, topics, unverified },
    checked: article.checked_on,
    reviewBy: article.review_by,
    url: `${config.baseUrl}/wissen/${id}`,
  };
};

const api = { method: 'GET', may: everyone, kind: 'api', perMinute: 600 } as const;
const short = Type.Optional(Type.String({ maxLength: 60 }));

export const publicQuestionsApi: Route[] = [
  {
    ...api,
    url: '/api/v1/questions',
    summary: 'Public questions, newest first',
    schema: {
      query: Type.Object({
        topic: short,
        unit: short,
        service: short,
        state: Type.Optional(Type.Enum(['open', 'answered'])),
        q: Type.Optional(Type.String({ maxLength: 200 })),
        cursor: Cursor,
        lang: Lang,
      }),
      reply: { 200: Type.Object({ items: Type.Array(Item), next: Nullable }) },
    },
    async handle({ app, query: { topic, unit, service, state, q, cursor } }) {
      const { items, next } = await publishedQuestions(app, {
        ...{ topic, unit, service, state },
        words: q === undefined || q.trim() === '' ? undefined : q,
        limit: 50,
        after: readPageKey(cursor, 'instant', 'uuid'),
      });
      return json({ items: items.map((item) => itemOf(app, item)), next });
    },
  },
  {
    ...api,
    url: '/api/v1/questions/:id',
    summary: 'A public question with its answer',
    schema: { params: Type.Object({ id: Type.String({ maxLength: 36 }) }), reply: { 200: Item } },
    async handle({ app, params }) {
      const id = params['id'] ?? '';
      const item = isUuid(id) ? await publishedById(app, id) : undefined;
      if (!item) throw new Fault('NOT_FOUND');
      return json(itemOf(app, item));
    },
  },
  {
    ...api,
    url: '/api/v1/knowledge',
    summary: 'Articles of knowledge, by id; `next` is the `after` of the next page',
    schema: {
      query: Type.Object({ topic: short, after: short, lang: Lang }),
      reply: { 200: Type.Object({ items: Type.Array(ArticleItem), next: Nullable }) },
    },
    async handle({ app, language, query: { topic, after } }) {
      const { items, next } = await articles(app, { topic, limit: 50, after });
      return json({ items: items.map((item) => articleItem(app, item, language)), next: next ?? null });
    },
  },
];
