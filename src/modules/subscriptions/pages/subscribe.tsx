// /abonnieren: follow topics, municipalities, units, services, processes: with an account at once, without one by a confirmed address.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { everyone } from '../../../kernel/permission.ts';
import { transact } from '../../../kernel/transaction.ts';
import { Band, MoreLink, Notice, Stack, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { askToConfirm, requestHours } from '../actions/ask-to-confirm.ts';
import { keepSubscription, subscriberOfAccount } from '../actions/keep-subscription.ts';
import { subscriptionsTexts } from '../subscriptions-texts.ts';
import { readTerm } from '../terms.ts';
import { readWanted, termsOfAddress, type Wanted } from '../wanted.ts';
import { SubscribeForm, type FormState } from './subscribe-form.tsx';

function formPage(request: Request, state: FormState): Reply {
  const { language, actor } = request;
  const t = subscriptionsTexts(language);
  const failed = Object.keys(state.errors).length > 0;
  const query = new URLSearchParams(
    state.offered.flatMap((text) => {
      const term = readTerm(text);
      return term ? [[term.facet, term.id]] : [];
    }),
  ).toString();
  return page(request, {
    title: t('title'),
    hasErrors: failed,
    ...(failed ? { status: 422 } : {}),
    indexed: true,
    ...(query === '' ? {} : { feed: { href: `/abonnieren/feed.atom?${query}`, title: t('title') } }),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('title')} lead={t('lead')} />
        <SubscribeForm request={request} state={state} />
        <Band id="ohne-mail" title={t('withoutMail')} last>
          <Stack>
            {query === '' ? (
              <p>{t('withoutMailChoose')}</p>
            ) : (
              <>
                <p>{t('withoutMailText')}</p>
                <p>
                  <MoreLink label={t('atom')} href={`/abonnieren/feed.atom?${query}`} />
                </p>
                <p>
                  <MoreLink label={t('calendar')} href={`/abonnieren/kalender.ics?${query}`} />
                </p>
              </>
            )}
            {actor.kind === 'person' ? (
              <p>
                <MoreLink label={t('own.title')} href="/konto/abos" />
              </p>
            ) : null}
          </Stack>
        </Band>
      </Wrap>
    ),
  });
}

function showForm(request: Request): Reply {
  const offered = termsOfAddress(request.app, request.url);
  return formPage(request, {
    ...{ terms: offered, offered, match: 'any', pace: 'weekly', email: '', errors: {} },
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, actor, language, ip } = request;
  const t = subscriptionsTexts(language);
  const body = (request.body ?? {}) as Record<string, unknown>;
  const { fault, ...wanted } = readWanted(app, body);
  const email = typeof body['email'] === 'string' ? body['email'].trim() : '';
  const own = actor.kind === 'person';
  const errors = {
    ...(fault === undefined ? {} : { term: t(`fault.${fault}`) }),
    ...(own || isMailAddress(email) ? {} : { email: t(email === '' ? 'fault.noEmail' : 'fault.email') }),
  };
  if (Object.keys(errors).length > 0) {
    const angebot = typeof body['angebot'] === 'string' ? body['angebot'] : '';
    const { terms: offered } = readWanted(app, { term: angebot.split(' ') });
    return formPage(request, { ...wanted, email, offered, errors });
  }
  if (own) {
    await subscribeAccount(request, wanted);
    return seeOther('/konto/abos?gut=added');
  }
  await askToConfirm(app, { ...wanted, address: email, language, ip });
  return seeOther('/abonnieren/gesendet');
}

async function subscribeAccount({ app, actor, language }: Request, wanted: Wanted): Promise<void> {
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const subscriber = await subscriberOfAccount(tx, actor.id, language);
    await keepSubscription(tx, subscriber, wanted, { mail: actor.email !== undefined, push: false });
  });
}

/** The same for everybody: nobody learns here who follows something already. */
function showSent(request: Request): Reply {
  const t = subscriptionsTexts(request.language);
  return page(request, {
    title: t('sent.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(request.language)} title={t('sent.title')} lead={t('sent.text')}>
          <Notice tone="info" title={t('sent.nothing')}>
            {t('sent.nothingText', { hours: requestHours })}
          </Notice>
        </Top>
      </Wrap>
    ),
  });
}

export const subscribeRoutes: Route[] = [
  {
    method: 'GET',
    url: '/abonnieren',
    may: everyone,
    kind: 'page',
    summary: 'Follow topics, municipalities, units, services and processes',
    handle: showForm,
  },
  {
    method: 'POST',
    url: '/abonnieren',
    may: everyone,
    kind: 'form',
    summary: 'Follows something: at once with an account, else a mail asks whether the address is theirs',
    perMinute: 20,
    handle: send,
  },
  {
    method: 'GET',
    url: '/abonnieren/gesendet',
    may: everyone,
    kind: 'page',
    summary: 'Says that a mail asks whether the address is theirs',
    handle: showSent,
  },
];
