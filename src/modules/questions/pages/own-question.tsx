// One's own question: where it stands, the answer, who has read it, and what one can still do with it.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  LongTextField,
  Notice,
  PlainText,
  Quiet,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { longest, type QuestionState } from '../question.ts';
import { questionsTexts } from '../questions-texts.ts';
import type { OwnQuestion, OwnStepRow } from '../queries/own-question.ts';
import { LinkList } from './link-list.tsx';

export const stateTones = {
  open: 'info',
  waiting: 'warning',
  answered: 'success',
  withdrawn: 'neutral',
} as const satisfies Record<QuestionState, string>;

export interface OwnPage {
  own: OwnQuestion;
  /** Where its forms are sent. */
  action: string;
  /** Name of the member of staff who has answered. */
  answeredBy: string | undefined;
  replyError?: string;
}

export function ownQuestionPage(request: Request, props: OwnPage): Reply {
  const { language, query, actor } = request;
  const { own, action } = props;
  const { question } = own;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: question.title,
    hasErrors: props.replyError !== undefined,
    status: props.replyError === undefined ? 200 : 422,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={question.title}
          crumbs={
            actor.kind === 'person'
              ? [{ label: t('own.title'), href: '/konto/fragen' }]
              : [{ label: t('list.title'), href: '/fragen' }]
          }
          tight
        />
        {query['gestellt'] === undefined ? null : (
          <Notice tone="success" title={t('own.sent')} role="status">
            <p>
              {t('own.sentText', {
                unit: unitName(request.app, question.unit, language),
                due: formatDate(question.due, language),
              })}
            </p>
            {action.startsWith('/fragen/meine/') ? <p>{t('own.keepAddress')}</p> : null}
            {own.address && !own.address.confirmed ? <p>{t('own.confirmMail')}</p> : null}
          </Notice>
        )}
        {query['getan'] === undefined ? null : <Notice tone="success" title={t('own.done')} role="status" />}
        <AnswerBand request={request} {...props} />
        {question.state === 'waiting' ? <ReplyBand request={request} {...props} /> : null}
        <Band id="stand" title={t('own.state')}>
          <Facts items={facts(request, own)} />
        </Band>
        <Band id="verlauf" title={t('own.history')}>
          <Rows items={own.steps.map((step) => stepRow(request, step))} />
        </Band>
        <Band id="gelesen" title={t('own.readTitle')} note={t('own.readNote')}>
          {own.readings.length === 0 ? (
            <p>{t('own.readNone')}</p>
          ) : (
            <Rows
              items={own.readings.map(({ unit, day }) => ({
                when: formatDate(day, language, 'day'),
                title: unitName(request.app, unit, language),
              }))}
            />
          )}
        </Band>
        <StepsBand request={request} own={own} action={action} />
      </Wrap>
    ),
  });
}

function facts({ app, language }: Request, { question, isPublished, address }: OwnQuestion) {
  const t = questionsTexts(language);
  const { state, unit } = question;
  return [
    { term: t('fact.state'), value: <State tone={stateTones[state]}>{t(`state.${state}`)}</State> },
    { term: t('fact.unit'), value: <a href={`/stellen/${unit}`}>{unitName(app, unit, language)}</a> },
    ...(state === 'open' ? [{ term: t('fact.due'), value: formatDate(question.due, language) }] : []),
    {
      term: t('fact.seen'),
      value: t(question.public ? 'seen.public' : question.consent ? 'seen.consent' : 'seen.private'),
    },
    ...(isPublished
      ? [
          {
            term: t('fact.published'),
            value: <a href={`/fragen/${question.id}`}>{t('fact.publishedOpen')}</a>,
          },
        ]
      : []),
    ...(address
      ? [{ term: t('fact.mail'), value: t(address.confirmed ? 'fact.mailConfirmed' : 'fact.mailWaiting') }]
      : []),
    ...(question.body === ''
      ? []
      : [
          { term: t('fact.body'), value: <PlainText text={question.body} lang={question.language} breaks /> },
        ]),
  ];
}

function AnswerBand({ request, own, answeredBy }: OwnPage & { request: Request }): VNode | null {
  const { language, app } = request;
  const t = questionsTexts(language);
  const { question } = own;
  if (question.answer === '') return null;
  const last = own.steps.findLast(({ kind }) => kind === 'answered');
  return (
    <Band id="antwort" title={t('answer.title')} note={last && formatDate(swissDay(last.at), language)}>
      <div class="stack">
        <PlainText text={question.answer} breaks />
        <LinkList app={app} language={language} links={question.links} />
        <Quiet>
          {[unitName(app, question.unit, language), ...(answeredBy === undefined ? [] : [answeredBy])].join(
            ', ',
          )}
        </Quiet>
      </div>
    </Band>
  );
}

function ReplyBand({ request, own, action, replyError }: OwnPage & { request: Request }): VNode {
  const { language, csrf } = request;
  const t = questionsTexts(language);
  const asked = own.steps.findLast(({ kind }) => kind === 'asked-back');
  return (
    <Band id="rueckfrage" title={t('reply.title')} note={t('reply.note')}>
      <div class="stack">
        <PlainText text={asked?.text ?? ''} breaks />
        <Form plain action={action} label={t('reply.title')} hidden={{ _csrf: csrf, schritt: 'reply' }}>
          <LongTextField
            labels={uiLabels(language)}
            id="antworten"
            name="antworten"
            label={t('reply.label')}
            maxLength={longest.body}
            value=""
            error={replyError}
          />
          <Buttons>
            <Button>{t('reply.send')}</Button>
          </Buttons>
        </Form>
      </div>
    </Band>
  );
}

export function stepRow({ app, language }: Request, step: Omit<OwnStepRow, 'kind'> & { kind: string }) {
  const t = questionsTexts(language);
  const kind = step.kind as 'asked';
  const unit = step.unit === null ? '' : unitName(app, step.unit, language);
  const to = step.to_unit === null ? '' : unitName(app, step.to_unit, language);
  return {
    when: formatDate(swissDay(step.at), language, 'day'),
    title: t(`step.${kind}`, { unit, to }),
    children:
      step.kind === 'article' ? (
        <a href={`/wissen/${step.text}`}>{step.text}</a>
      ) : step.text === '' ? null : (
        <PlainText text={step.text} breaks />
      ),
  };
}

function StepsBand({ request, own, action }: Pick<OwnPage, 'own' | 'action'> & { request: Request }): VNode {
  const { language, csrf } = request;
  const t = questionsTexts(language);
  const { question } = own;
  const isOpen = question.ended_at === null;
  const steps = [
    ...(question.public || question.consent ? (['refuse'] as const) : (['agree'] as const)),
    ...(isOpen ? (['withdraw'] as const) : (['delete'] as const)),
  ].filter((step) => question.state !== 'withdrawn' || step === 'delete');
  return (
    <Band id="tun" title={t('own.steps')} last>
      <div class="stack">
        {steps.map((step) => (
          <Form
            key={step}
            plain
            action={action}
            label={t(`own.${step}`)}
            hidden={{ _csrf: csrf, schritt: step }}
          >
            <Quiet>{t(`own.${step}Note`)}</Quiet>
            <Buttons>
              <Button variant="secondary">{t(`own.${step}`)}</Button>
            </Buttons>
          </Form>
        ))}
      </div>
    </Band>
  );
}
