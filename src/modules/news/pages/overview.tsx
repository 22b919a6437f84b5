// /redaktion/:id: a piece of news as it will appear in each language, what it lacks, and what may be done with it now.
import type { VNode } from 'preact';
import { readInstant, typedInstant, typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Cols,
  ErrorSummary,
  Hints,
  Notice,
  Quiet,
  State,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { discardNews } from '../actions/save-news.ts';
import { approveNews, publishNews, scheduleNews, unscheduleNews } from '../actions/publish-news.ts';
import { isComplete, type Item } from '../item.ts';
import { Markup } from '../markup/markup.tsx';
import { newsTexts } from '../news-texts.ts';
import { seeDrafts, writeNews } from '../permissions.ts';
import { itemById } from '../queries/items.ts';
import { titleOf } from './edit.tsx';
import { typedOf } from './form-parts.tsx';
import { About } from './item.tsx';
import { missingWords } from './missing-words.ts';
import { StepForms } from './step-forms.tsx';

interface Shown {
  typed?: Typed;
  errors?: FormError[];
  fault?: string;
}

async function find({ app, params }: Request): Promise<Item> {
  const item = await itemById(app.db, params['id']);
  if (!item) throw new Fault('NOT_FOUND');
  return item;
}

async function show(request: Request, { typed, errors = [], fault }: Shown = {}): Promise<Reply> {
  const { app, language, actor } = request;
  const t = newsTexts(language);
  const item = await find(request);
  const title = titleOf(request, item);
  const may = writeNews.allows(actor, undefined, app);
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : fault ? 409 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          crumbs={[{ label: t('desk.title'), href: '/redaktion' }]}
          meta={stateWords(request, item)}
          action={<Hints links={links(request, item, may)} />}
          tight
        />
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        {fault ? <Notice tone="warning" title={faultText(app, language, fault)} role="alert" /> : null}
        <Cols asideLabel={t('item.about')} aside={<About app={app} content={item} language={language} />}>
          <Lacking request={request} item={item} />
          <StepForms
            request={request}
            item={item}
            typed={typed ?? typedInstant('am', nextFullHour(request))}
            errors={errors}
          />
          {languages.map((each) => (
            <Preview key={each} request={request} item={item} language={each} />
          ))}
        </Cols>
      </Wrap>
    ),
  });
}

/** What most would choose. */
const nextFullHour = ({ app }: Request): Date => {
  const now = app.clock.now();
  return new Date(Math.ceil((now.getTime() + 3_600_000) / 3_600_000) * 3_600_000);
};

function stateWords({ language }: Request, item: Item): string {
  const t = newsTexts(language);
  const at = item.state === 'scheduled' ? item.publishAt : (item.withdrawnAt ?? item.publishedAt);
  return at
    ? `${t(`state.${item.state}`)}, ${formatDateTime(at, language, 'long')}`
    : t(`state.${item.state}`);
}

function links({ language }: Request, item: Item, may: boolean) {
  const t = newsTexts(language);
  const edit = item.state === 'published' ? t('editor.correct') : t('editor.edit');
  return [
    ...(may && item.state !== 'withdrawn' ? [{ label: edit, href: `/redaktion/${item.id}/bearbeiten` }] : []),
    ...(may && item.state === 'published'
      ? [{ label: t('withdraw.title'), href: `/redaktion/${item.id}/zurueckziehen` }]
      : []),
    ...(item.publishedAt ? [{ label: t('overview.public'), href: `/aktuell/${item.id}` }] : []),
    { label: t('history.title'), href: `/redaktion/${item.id}/verlauf` },
  ];
}

function Lacking({ request, item }: { request: Request; item: Item }): VNode | null {
  const t = newsTexts(request.language);
  if (item.publishedAt || isComplete(item)) return null;
  return (
    <Notice tone="info" title={t('overview.lacking')}>
      <ul>
        {missingWords(item, request.language).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** As people will read it, below the name of the language. */
function Preview({
  request,
  item,
  language,
}: {
  request: Request;
  item: Item;
  language: (typeof languages)[number];
}): VNode {
  const t = newsTexts(request.language);
  const { title, lead, body } = item.texts[language];
  return (
    <Band
      id={`vorschau-${language}`}
      title={t(`language.${language}`)}
      note={t('overview.preview')}
      last={language === 'en'}
    >
      {title === '' && lead === '' && body === '' ? (
        <State tone="neutral">{t('overview.nothing')}</State>
      ) : (
        <div class="stack" lang={language}>
          <h3>{title}</h3>
          <p class="lead">{lead}</p>
          <Markup text={body} level={4} />
        </div>
      )}
      {item.fourEyes && language === 'de' ? <Quiet>{t('overview.fourEyes')}</Quiet> : null}
    </Band>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, language, actor } = request;
  const t = newsTexts(language);
  const typed = typedOf(request);
  const staff = staffOf(request);
  const step = typedText(typed, 'schritt');
  const seen = { id: (await find(request)).id, revision: Number(typedText(typed, 'stand')) || 0 };
  if (step !== 'approve' && !writeNews.allows(actor, undefined, app)) throw new Fault('FORBIDDEN');
  try {
    if (step === 'publish') await publishNews(app, staff, seen);
    else if (step === 'approve') await approveNews(app, staff, seen);
    else if (step === 'unschedule') await unscheduleNews(app, staff, seen);
    else if (step === 'discard') {
      await discardNews(app, staff, seen);
      return seeOther('/redaktion');
    } else if (step === 'schedule') {
      const at = readInstant(typed, 'am');
      const message = !at ? t('editor.momentWrong') : at <= app.clock.now() ? t('overview.past') : undefined;
      if (!at || message !== undefined)
        return await show(request, { typed, errors: [{ fieldId: 'am', message: message ?? '' }] });
      await scheduleNews(app, staff, seen, at);
    } else throw new Fault('BAD_REQUEST');
  } catch (error) {
    if (error instanceof Fault && error.status === 409) return show(request, { typed, fault: error.code });
    throw error;
  }
  return seeOther(`/redaktion/${seen.id}`);
}

export const overviewRoutes: Route[] = [
  {
    method: 'GET',
    url: '/redaktion/:id',
    may: seeDrafts,
    kind: 'page',
    summary: 'A piece of news as it will appear, what it lacks, what may be done with it',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/redaktion/:id',
    may: seeDrafts,
    kind: 'form',
    summary: 'Publishes at once or at a time, approves, takes back, deletes a draft (schritt)',
    handle: act,
  },
];
