// /fragen/neu: first what it is about and what may help already; then the question itself, public or private.
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { Fault } from '../../../kernel/errors.ts';
import { sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Form,
  LikelyAnswers,
  TextField,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { topicById } from '../../catalogue/index.ts';
import { aboutOf, type About } from '../about.ts';
import { askQuestion } from '../actions/ask-question.ts';
import { ask } from '../permissions.ts';
import { isQuestionsError } from '../errors.ts';
import { longest } from '../question.ts';
import { questionsTexts } from '../questions-texts.ts';
import { AskForm } from './ask-form.tsx';
import { LikelyRows, likelyAnswers } from './likely.tsx';

const address = '/fragen/neu';

async function show(request: Request): Promise<Reply> {
  const { app, language, query, parked } = request;
  const about = aboutOf(app, parked ? typedText(parked, 'zu') : query['zu'], language);
  const q = (parked ? typedText(parked, 'titel') : (query['q'] ?? '')).trim().slice(0, longest.title);
  return q === '' && !parked ? firstStep(request, about) : secondStep(request, about, q, []);
}

/** One sentence first: most questions have an answer somewhere. */
function firstStep(request: Request, about: About): Reply {
  const { language } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  return page(request, {
    title: t('ask.title'),
    scripts: ['answers'],
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('ask.title')}
          lead={t('ask.lead')}
          crumbs={[{ label: t('list.title'), href: '/fragen' }]}
          tight
        />
        <Form action={address} method="get" hidden={about.path === '' ? {} : { zu: about.path }}>
          {about.title === undefined ? null : <p>{t('ask.about', { title: about.title })}</p>}
          <TextField
            labels={labels}
            id="q"
            name="q"
            label={t('ask.what')}
            hint={t('ask.whatHint')}
            maxLength={longest.title}
            value=""
          />
          <LikelyAnswers field="q" ask="/api/v1/search" title={t('ask.likely')} />
          <Buttons>
            <Button go>{t('ask.next')}</Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function secondStep(
  request: Request,
  about: About,
  title: string,
  errors: readonly FormError[],
): Promise<Reply> {
  const { app, language } = request;
  const t = questionsTexts(language);
  const found = await likelyAnswers(app, title, language);
  return page(request, {
    title: t('ask.title'),
    scripts: ['answers'],
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('ask.title')}
          crumbs={[{ label: t('list.title'), href: '/fragen' }]}
          tight
        />
        {errors.length > 0 ? null : (
          <Band id="vielleicht" title={t('ask.likelyTitle')} note={t('ask.likelyNote')}>
            {found.length > 0 ? (
              <LikelyRows items={found} language={language} />
            ) : (
              <EmptyState text={t('ask.nothing')} />
            )}
          </Band>
        )}
        <Band id="frage" title={t('ask.yours')} note={t('ask.yoursNote')} last>
          <AskForm request={request} about={about} title={title} errors={errors} />
        </Band>
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, actor, body, language, csrf } = request;
  if (actor.kind !== 'person' && actor.kind !== 'anonymous') throw new Fault('FORBIDDEN');
  const t = questionsTexts(language);
  const about = aboutOf(app, typedText(body, 'zu'), language);
  const title = typedText(body, 'titel').replace(/\s+/g, ' ');
  const text = typedText(body, 'text');
  const email = actor.kind === 'person' ? '' : typedText(body, 'mail');
  const seen = typedText(body, 'sichtbar');
  const errors: FormError[] = [
    ...wordErrors('titel', title, longest.title, language),
    ...(text.length > longest.body ? wordErrors('text', text, longest.body, language) : []),
    ...(email !== '' && !isMailAddress(email) ? [{ fieldId: 'mail', message: t('ask.mailWrong') }] : []),
  ];
  if (errors.length > 0) return secondStep(request, about, title, errors);
  try {
    const { id, secret } = await askQuestion(app, actor, {
      id: sentId(body),
      public: seen === 'alle',
      consent: seen === 'anonym',
      title,
      body: text,
      language,
      about,
      topic: topicById(app, typedText(body, 'thema'))?.id ?? about.topic,
      area: app.canton.municipalities.find((each) => each.id === typedText(body, 'gemeinde'))?.id,
      email: email === '' ? undefined : email,
      browser: csrf,
    });
    return seeOther(
      secret === undefined ? `/konto/fragen/${id}?gestellt=1` : `/fragen/meine/${secret}?gestellt=1`,
    );
  } catch (error) {
    if (!(error instanceof Fault) || !isQuestionsError(error.code)) throw error;
    const fieldId = error.code === 'ASK_MAIL_TOO_OFTEN' ? 'mail' : 'titel';
    return secondStep(request, about, title, [{ fieldId, message: t(`error.${error.code}`) }]);
  }
}

function wordErrors(fieldId: string, text: string, most: number, language: Request['language']): FormError[] {
  const t = questionsTexts(language);
  if (text === '') return [{ fieldId, message: t('ask.titleMissing') }];
  return text.length > most ? [{ fieldId, message: t('form.tooLong', { most }) }] : [];
}

export const askRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: ask,
    kind: 'page',
    summary:
      'Asks the administration: likely answers first (q), then the question (zu: the page it is about)',
    handle: show,
  },
  {
    method: 'POST',
    url: address,
    may: ask,
    kind: 'form',
    summary: 'Sends a question, public or private',
    perMinute: 10,
    visitors: { begun: () => true, mayUpload: () => Promise.resolve(false) },
    handle: send,
  },
];
