// /konto/fragen: one's own questions; /konto/fragen/:id and /fragen/meine/:secret: one of them; /fragen/bestaetigen/:secret: the address.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone, personOnly } from '../../../kernel/permission.ts';
import { hashOf, isSecret } from '../../../kernel/secret.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Form,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { accountById } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { confirmAddress } from '../actions/confirm-address.ts';
import { ownStep, type Asker, type OwnStep } from '../actions/own-step.ts';
import { longest } from '../question.ts';
import { questionsTexts } from '../questions-texts.ts';
import {
  ownQuestion,
  ownQuestions,
  secretHolder,
  secretQuestion,
  type OwnQuestion,
} from '../queries/own-question.ts';
import { ownQuestionPage, stateTones } from './own-question.tsx';

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await ownQuestions(
    app,
    personOf(request),
    readPageKey(query['cursor'], 'instant', 'uuid'),
  );
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('own.title')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
          action={<Button href="/fragen/neu">{t('ask.title')}</Button>}
        />
        <Band id="fragen" title={t('own.list')} last>
          {items.length === 0 ? (
            <EmptyState text={t('own.none')} />
          ) : (
            <Rows
              items={items.map((item) => ({
                when: formatDate(swissDay(item.asked_at), language, 'day'),
                title: <span lang={item.language}>{item.title}</span>,
                href: `/konto/fragen/${item.id}`,
                text: unitName(app, item.unit, language),
                act: <State tone={stateTones[item.state]}>{t(`state.${item.state}`)}</State>,
              }))}
            />
          )}
          <Pagination
            labels={labels}
            href={next ? `/konto/fragen?cursor=${next}` : undefined}
            hidden={t('own.list')}
          />
        </Band>
      </Wrap>
    ),
  });
}

/** By the account or by the secret address; both are one's own. */
async function find(request: Request): Promise<{ own: OwnQuestion; asker: Asker; action: string }> {
  const { app, params } = request;
  const { secret, id = '' } = params;
  if (secret !== undefined) {
    if (!isSecret(secret)) throw new Fault('NOT_FOUND');
    const holder = secretHolder(secret);
    const own = await secretQuestion(app, holder);
    if (!own) throw new Fault('NOT_FOUND');
    return { own, asker: { secret: holder }, action: `/fragen/meine/${secret}` };
  }
  const actor = personOf(request);
  const own = isUuid(id) ? await ownQuestion(app, actor, id) : undefined;
  if (!own) throw new Fault('NOT_FOUND');
  return { own, asker: { actor, id }, action: `/konto/fragen/${id}` };
}

async function show(request: Request, replyError?: string): Promise<Reply> {
  const { own, action } = await find(request);
  const by = own.question.answered_by;
  const answeredBy = by === null ? undefined : (await accountById(request.app, by))?.name;
  return ownQuestionPage(request, {
    ...{ own, action, answeredBy },
    ...(replyError === undefined ? {} : { replyError }),
  });
}

async function act(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const t = questionsTexts(language);
  const step = readStep(body);
  if (!step) throw new Fault('BAD_REQUEST');
  const { asker, action } = await find(request);
  if (step.step === 'reply' && (step.text === '' || step.text.length > longest.body))
    return show(request, step.text === '' ? t('form.missing') : t('form.tooLong', { most: longest.body }));
  await ownStep(app, asker, step);
  if (step.step === 'delete') return seeOther('actor' in asker ? '/konto/fragen' : '/fragen');
  return seeOther(`${action}?getan=1`);
}

function readStep(body: unknown): OwnStep | undefined {
  const step = typedText(body, 'schritt');
  if (step === 'reply') return { step, text: typedText(body, 'antworten') };
  const plain = (['withdraw', 'agree', 'refuse', 'delete'] as const).find((each) => each === step);
  return plain && { step: plain };
}

function confirmPage(request: Request, done?: boolean): Reply {
  const { language, csrf, params } = request;
  const t = questionsTexts(language);
  const title = t(done === undefined ? 'confirm.title' : done ? 'confirm.done' : 'confirm.gone');
  return page(request, {
    title,
    status: done === false ? 404 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={t(done === undefined ? 'confirm.lead' : done ? 'confirm.doneText' : 'confirm.goneText')}
          tight
        />
        {done === undefined ? (
          <Form plain action={`/fragen/bestaetigen/${params['secret'] ?? ''}`} hidden={{ _csrf: csrf }}>
            <Buttons>
              <Button go>{t('confirm.button')}</Button>
            </Buttons>
          </Form>
        ) : null}
      </Wrap>
    ),
  });
}

const visitors: NonNullable<Route['visitors']> = {
  begun: () => true,
  mayUpload: () => Promise.resolve(false),
};

export const ownRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/fragen',
    may: personOnly,
    kind: 'page',
    summary: 'One’s own questions to the administration',
    handle: list,
  },
  {
    method: 'GET',
    url: '/konto/fragen/:id',
    may: personOnly,
    kind: 'page',
    summary: 'One’s own question with its answer and who has read it',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/konto/fragen/:id',
    may: personOnly,
    kind: 'form',
    summary: 'Replies, withdraws, agrees to publication or not, deletes (schritt)',
    perMinute: 30,
    handle: act,
  },
  {
    method: 'GET',
    url: '/fragen/meine/:secret',
    may: everyone,
    kind: 'page',
    summary: 'The question of whoever has its secret address',
    perMinute: 120,
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/fragen/meine/:secret',
    may: everyone,
    kind: 'form',
    summary: 'The same steps by the secret address (schritt)',
    perMinute: 30,
    visitors,
    handle: act,
  },
  {
    method: 'GET',
    url: '/fragen/bestaetigen/:secret',
    may: everyone,
    kind: 'page',
    summary: 'Asks whether a mail address is to be told of the answer',
    perMinute: 60,
    // Opening the link confirms nothing: programs that check mails open links.
    handle: (request) => confirmPage(request),
  },
  {
    method: 'POST',
    url: '/fragen/bestaetigen/:secret',
    may: everyone,
    kind: 'form',
    summary: 'Confirms the mail address of somebody who has asked',
    perMinute: 30,
    visitors,
    async handle(request) {
      const { app, params } = request;
      const { secret } = params;
      return confirmPage(request, isSecret(secret) && (await confirmAddress(app, hashOf(secret))));
    },
  },
];
