// /wissen/:id/bearbeiten: the unit that owns an article changes it, or says that it still holds.
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Notice,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { mayHandle } from '../actions/hold-question.ts';
import { articleText, type Article } from '../knowledge/article.ts';
import { changeArticle } from '../knowledge/keep-articles.ts';
import { handleQuestions } from '../permissions.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';
import { articleById } from '../queries/knowledge.ts';
import { ArticleFields } from './article-fields.tsx';
import { readArticle } from './staff-steps.ts';

async function find(request: Request): Promise<Article> {
  const { app, params } = request;
  const article = await articleById(app, (params['id'] ?? '').slice(0, 60));
  if (!article || !mayHandle(app, staffOf(request), article.owner)) throw new Fault('NOT_FOUND');
  return article;
}

async function show(request: Request, errors: FormError[] = [], conflict?: string): Promise<Reply> {
  const { app, language, csrf } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  const article = await find(request);
  const { title } = articleText(article, language);
  return page(request, {
    title: t('article.edit', { title }),
    hasErrors: errors.length > 0,
    status: conflict !== undefined ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('article.edit', { title })}
          crumbs={[
            { label: t('staff.title'), href: '/fragen/bearbeiten' },
            { label: title, href: `/wissen/${article.id}` },
          ]}
          tight
        />
        {conflict === undefined ? null : <Notice tone="warning" title={conflict} role="alert" />}
        <ErrorSummary labels={labels} errors={errors} />
        <Band
          id="artikel"
          title={t('article.title')}
          note={t('article.note', { months: configOf.of(app).review.months })}
          last
        >
          <Form
            plain
            action={`/wissen/${article.id}/bearbeiten`}
            hidden={{ _csrf: csrf, version: String(article.version) }}
          >
            <ArticleFields request={request} before={article} errors={errors} />
            <Buttons>
              <Button>{t('article.save')}</Button>
              <a href={`/wissen/${article.id}`}>{t('cancel')}</a>
            </Buttons>
          </Form>
        </Band>
      </Wrap>
    ),
  });
}

async function save(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const { id } = await find(request);
  const { article, errors } = readArticle(request);
  if (errors.length > 0) return show(request, errors);
  try {
    await changeArticle(app, staffOf(request), id, Number(typedText(body, 'version')), article);
  } catch (error) {
    if (error instanceof Fault && error.code === 'REVISION_CONFLICT')
      return show(request, [], faultText(app, language, error.code));
    throw error;
  }
  return seeOther(`/wissen/${id}`);
}

export const editArticleRoutes: Route[] = [
  {
    method: 'GET',
    url: '/wissen/:id/bearbeiten',
    may: handleQuestions,
    kind: 'page',
    summary: 'Changes an article of the unit',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/wissen/:id/bearbeiten',
    may: handleQuestions,
    kind: 'form',
    summary: 'Keeps a new version of an article, or that it still holds',
    handle: save,
  },
];
