// /redaktion/neu and /redaktion/:id/bearbeiten: writes, changes a draft, or corrects what was published.
import { typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { SentBefore } from '../../../kernel/http/sent-before.tsx';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Notice,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { correctNews } from '../actions/change-published.ts';
import { beginNews, saveNews } from '../actions/save-news.ts';
import { isComplete, type Item } from '../item.ts';
import { newsTexts } from '../news-texts.ts';
import { writeNews } from '../permissions.ts';
import { itemById } from '../queries/items.ts';
import { lastStep, type Step } from '../queries/steps.ts';
import { readContent, readCorrection, typedContent } from '../read-news.ts';
import { CorrectionFields, FacetFields, TextFields } from './edit-fields.tsx';
import { typedOf } from './form-parts.tsx';

interface Shown {
  /** Absent for a new one. */
  item?: Item | undefined;
  typed: Typed;
  errors?: FormError[];
  /** Who has changed it in between. */
  changed?: Step | undefined;
  /** The same form was sent before with something else in it. */
  sentBefore?: boolean;
}

function form(request: Request, { item, typed, errors = [], changed, sentBefore }: Shown): Reply {
  const { app, language, csrf } = request;
  const t = newsTexts(language);
  const labels = uiLabels(language);
  const correcting = item?.state === 'published';
  const title = t(item ? (correcting ? 'editor.correct' : 'editor.edit') : 'editor.new');
  const given = { request, typed, errors };
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : changed || sentBefore ? 409 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          lead={t(correcting ? 'editor.correctLead' : 'editor.lead')}
          crumbs={[
            { label: t('desk.title'), href: '/redaktion' },
            ...(item ? [{ label: titleOf(request, item), href: `/redaktion/${item.id}` }] : []),
          ]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        {sentBefore ? <SentBefore app={app} language={language} /> : null}
        {changed && item ? (
          <Notice tone="warning" title={t('editor.changedTitle')} role="alert">
            <p>
              {t('editor.changed', {
                name: changed.byName ?? t('history.programme'),
                at: formatDateTime(changed.at, language, 'long'),
              })}{' '}
              <a href={`/redaktion/${item.id}`}>{t('editor.changedLook')}</a>
            </p>
          </Notice>
        ) : null}
        <Form
          action={item ? `/redaktion/${item.id}/bearbeiten` : '/redaktion/neu'}
          label={title}
          plain
          hidden={{
            _csrf: csrf,
            ...(item ? { stand: String(item.revision) } : formId(sentBefore ? undefined : typed)),
          }}
        >
          <TextFields {...given} />
          <FacetFields {...given} fourEyesStay={correcting && item.fourEyes} />
          {correcting ? <CorrectionFields {...given} /> : null}
          <Buttons>
            <Button>{t(correcting ? 'editor.publishCorrection' : 'editor.save')}</Button>
            <a href={item ? `/redaktion/${item.id}` : '/redaktion'}>{t('editor.cancel')}</a>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

/** In the language of the page, else in another one that is written already. */
export function titleOf({ language }: Request, { texts }: Pick<Item, 'texts'>): string {
  const titles = [texts[language].title, ...Object.values(texts).map(({ title }) => title)];
  return titles.find((title) => title !== '') ?? newsTexts(language)('desk.untitled');
}

/** @throws Fault NOT_FOUND, also for what was withdrawn: that stays as it is */
async function editable({ app, params }: Request): Promise<Item> {
  const item = await itemById(app.db, params['id']);
  if (!item) throw new Fault('NOT_FOUND');
  if (item.state === 'withdrawn') throw new Fault('NEWS_NOT_POSSIBLE');
  return item;
}

async function begin(request: Request): Promise<Reply> {
  const { app, language } = request;
  const typed = typedOf(request);
  const { content, errors } = readContent(app, typed, language);
  if (errors.length > 0) return form(request, { typed, errors });
  const id = sentId(typed);
  try {
    await beginNews(app, staffOf(request), id, content);
  } catch (error) {
    if (error instanceof Fault && error.code === 'SENT_BEFORE')
      return form(request, { typed, sentBefore: true });
    throw error;
  }
  return seeOther(`/redaktion/${id}`);
}

async function save(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = newsTexts(language);
  const typed = typedOf(request);
  const staff = staffOf(request);
  const item = await editable(request);
  const { content, errors } = readContent(app, typed, language);
  const correction = item.state === 'published' ? readCorrection(typed, language) : undefined;
  const incomplete =
    correction && !isComplete(content) ? [{ fieldId: 'title-de', message: t('error.NEWS_INCOMPLETE') }] : [];
  const all = [...errors, ...(correction?.errors ?? []), ...incomplete];
  const shown = Number(typedText(typed, 'stand'));
  const seen = { id: item.id, revision: Number.isSafeInteger(shown) ? shown : 0 };
  // The revision stays the one that was seen: else a fault would hide that somebody has changed it.
  if (all.length > 0)
    return form(request, { item: { ...item, revision: seen.revision }, typed, errors: all });
  try {
    if (correction) await correctNews(app, staff, seen, content, correction);
    else await saveNews(app, staff, seen, content);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'REVISION_CONFLICT') throw error;
    return form(request, { item: await editable(request), typed, changed: await lastStep(app, item.id) });
  }
  return seeOther(`/redaktion/${item.id}`);
}

export const editRoutes: Route[] = [
  {
    method: 'GET',
    url: '/redaktion/neu',
    may: writeNews,
    kind: 'page',
    summary: 'A new piece of news',
    handle: (request) =>
      form(request, {
        typed: request.parked ? (request.parked as Typed) : { stelle: staffOf(request).unit },
      }),
  },
  {
    method: 'POST',
    url: '/redaktion/neu',
    may: writeNews,
    kind: 'form',
    summary: 'Begins a draft',
    handle: begin,
  },
  {
    method: 'GET',
    url: '/redaktion/:id/bearbeiten',
    may: writeNews,
    kind: 'page',
    summary: 'Changes a draft, or corrects what was published',
    handle: async (request) => {
      const item = await editable(request);
      return form(request, { item, typed: (request.parked as Typed | undefined) ?? typedContent(item) });
    },
  },
  {
    method: 'POST',
    url: '/redaktion/:id/bearbeiten',
    may: writeNews,
    kind: 'form',
    summary: 'Saves a draft, or publishes a correction with its note',
    handle: save,
  },
];
