// /fragen/bearbeiten/:id: a question with its history; staff take it, answer, ask back, send it on, note, publish, make it knowledge.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  ErrorSummary,
  Facts,
  Notice,
  PlainText,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { accountById } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { handleQuestion } from '../actions/handle-question.ts';
import { hideQuestion, publishQuestion } from '../actions/publish-question.ts';
import { isQuestionsError } from '../errors.ts';
import { articleFromQuestion } from '../knowledge/keep-articles.ts';
import { handleQuestions } from '../permissions.ts';
import { questionsTexts } from '../questions-texts.ts';
import { staffQuestion, type StaffQuestion } from '../queries/staff-questions.ts';
import { stateTones, stepRow } from './own-question.tsx';
import { PublishBand } from './publish-band.tsx';
import { ArticleBand, StaffForms } from './staff-forms.tsx';
import { readStep, type StaffStep } from './staff-steps.ts';

const address = '/fragen/bearbeiten/:id';

async function find(request: Request): Promise<StaffQuestion & { known: string[] }> {
  const { app, params } = request;
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const found = await staffQuestion(app, staffOf(request), id);
  const { account_id: account } = found.question;
  const asker = account === null ? undefined : await accountById(app, account);
  return { ...found, known: asker ? [asker.name] : [] };
}

async function show(request: Request, errors: FormError[] = [], conflict?: string): Promise<Reply> {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const item = await find(request);
  const { question, steps } = item;
  const props = { request, item, errors };
  return page(request, {
    title: question.title,
    hasErrors: errors.length > 0,
    status: conflict !== undefined ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={<span lang={question.language}>{question.title}</span>}
          crumbs={[{ label: t('staff.title'), href: '/fragen/bearbeiten' }]}
          tight
        />
        {query['getan'] === undefined || conflict !== undefined ? null : (
          <Notice tone="success" title={t('own.done')} role="status" />
        )}
        {conflict === undefined ? null : <Notice tone="warning" title={conflict} role="alert" />}
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        <Band id="frage" title={t('fact.body')}>
          <div class="stack">
            <PlainText text={question.body} lang={question.language} breaks />
            <Facts items={facts(request, item)} />
          </div>
        </Band>
        <Band id="verlauf" title={t('own.history')}>
          <Rows items={steps.map((step) => stepRow(request, step))} />
        </Band>
        <StaffForms {...props} />
        <PublishBand {...props} known={item.known} />
        <ArticleBand {...props} today={app.clock.today()} />
      </Wrap>
    ),
  });
}

function facts({ app, language }: Request, { question, published }: StaffQuestion) {
  const t = questionsTexts(language);
  const row = (term: string, value: VNode | string) => ({ term, value });
  return [
    row(t('fact.state'), <State tone={stateTones[question.state]}>{t(`state.${question.state}`)}</State>),
    row(t('fact.unit'), unitName(app, question.unit, language)),
    row(t('fact.due'), formatDate(question.due, language)),
    row(
      t('fact.seen'),
      t(question.public ? 'seen.public' : question.consent ? 'seen.consent' : 'seen.private'),
    ),
    row(
      t('fact.published'),
      published ? <a href={`/fragen/${question.id}`}>{t('fact.publishedOpen')}</a> : t('fact.notPublished'),
    ),
    ...(question.about === '' ? [] : [row(t('fact.page'), <a href={question.about}>{question.about}</a>)]),
    ...(question.answer === '' ? [] : [row(t('answer.title'), <PlainText text={question.answer} breaks />)]),
  ];
}

async function act(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const { question, known } = await find(request);
  const read = readStep(request, question, known);
  if (!read) throw new Fault('BAD_REQUEST');
  if ('errors' in read) return show(request, read.errors);
  const revision = Number(typedText(body, 'revision'));
  try {
    await take(request, question.id, revision, read.step);
  } catch (error) {
    // Two at once: the second one sees what the first has done, and what they have typed.
    if (error instanceof Fault && (error.code === 'REVISION_CONFLICT' || isQuestionsError(error.code)))
      return show(request, [], faultText(app, language, error.code));
    throw error;
  }
  // Whoever has sent it on does not see it any more.
  return seeOther(
    read.step.step === 'reroute' ? '/fragen/bearbeiten' : `/fragen/bearbeiten/${question.id}?getan=1`,
  );
}

function take(request: Request, id: string, revision: number, step: StaffStep): Promise<void> {
  const { app } = request;
  const staff = staffOf(request);
  if (step.step === 'publish') return publishQuestion(app, staff, id, revision, step);
  if (step.step === 'hide') return hideQuestion(app, staff, id, revision, step.text);
  if (step.step === 'article') return articleFromQuestion(app, staff, { id, revision }, step.article);
  return handleQuestion(app, staff, id, revision, step);
}

export const staffQuestionRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: handleQuestions,
    kind: 'page',
    summary: 'A question of the unit with its history',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: address,
    may: handleQuestions,
    kind: 'form',
    summary: 'Takes, answers, asks back, sends on, notes, publishes, makes knowledge of it (schritt)',
    handle: act,
  },
];
