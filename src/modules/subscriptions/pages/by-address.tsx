// Pages by a secret address of a mail: confirm, see and change one's subscriptions, unsubscribe. No session, no CSRF token: the address
// that only the owner of the mailbox has is both; RFC 8058 asks for a POST without cookies.
import type { ComponentChildren } from 'preact';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { hashOf } from '../../../kernel/secret.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Button, Buttons, Form, Notice, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { changeDevices, countDevices, PushDevices } from '../../notifications/index.ts';
import { endSubscriptions } from '../actions/change-subscriptions.ts';
import { confirmRequest } from '../actions/confirm-request.ts';
import { paces, type Pace } from '../paces.ts';
import { holdsAddress } from '../permissions.ts';
import { subscriberBy, subscriptionsOf, type Subscriber } from '../queries/subscribers.ts';
import { subscriptionsTexts } from '../subscriptions-texts.ts';
import { changeByForm, told } from './change-by-form.ts';
import { SubscriptionList } from './subscription-list.tsx';

const by = { kind: 'programme', task: 'subscriptions.by-address' } as const;

function simple(
  request: Request,
  title: string,
  lead: string,
  content?: ComponentChildren,
  status = 200,
): Reply {
  return page(request, {
    title,
    scripts: ['push'],
    status,
    content: (
      <Wrap>
        <Top labels={uiLabels(request.language)} title={title} lead={lead} />
        {content}
      </Wrap>
    ),
  });
}

/** A page that opens by itself, as scanners of mails do, confirms nothing: there is a button. */
function askConfirm(request: Request): Reply {
  const t = subscriptionsTexts(request.language);
  return simple(
    request,
    t('confirm.title'),
    t('confirm.lead'),
    <Form plain action={request.path}>
      <Buttons>
        <Button go>{t('confirm.do')}</Button>
      </Buttons>
    </Form>,
  );
}

async function confirm(request: Request): Promise<Reply> {
  const { app, params, language } = request;
  const manage = await confirmRequest(app, params['token'] ?? '');
  if (manage !== undefined) return seeOther(`/abos/${manage}?gut=confirmed`);
  const t = subscriptionsTexts(language);
  return simple(
    request,
    t('confirm.over'),
    t('confirm.overText'),
    <Buttons>
      <Button variant="secondary" href="/abonnieren">
        {t('title')}
      </Button>
    </Buttons>,
    404,
  );
}

/** @throws Fault NOT_FOUND for an address that was never ours or is revoked */
async function holderOf(app: App, token: string | undefined): Promise<Subscriber> {
  const found = await subscriberBy(app, token);
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

const secretOf = (token: string) => ({ kind: 'anonymous' as const, tokenHash: hashOf(token) });

async function manage(request: Request): Promise<Reply> {
  const { app, params, language, query } = request;
  const token = params['token'] ?? '';
  const holder = await holderOf(app, token);
  const t = subscriptionsTexts(language);
  const { list, devices } = await ownData(app, secretOf(token), async (db) => ({
    list: await subscriptionsOf(db, holder.id),
    devices: await countDevices(db, holder.account ?? holder.id),
  }));
  const said = told.find((each) => each === query['gut']);
  return simple(
    request,
    t('manage.title'),
    holder.address === null ? t('manage.leadAccount') : t('manage.lead', { address: holder.address }),
    <>
      {said ? <Notice tone="success" role="status" title={t(`done.${said}`)} /> : null}
      <SubscriptionList
        request={request}
        list={list}
        action={`/abos/${token}`}
        mayForget={holder.account === null}
      />
      <PushDevices app={app} language={language} action={`/abos/${token}`} count={devices} last />
    </>,
  );
}

async function change(request: Request): Promise<Reply> {
  const { app, params, body, language } = request;
  const token = params['token'] ?? '';
  const holder = await holderOf(app, token);
  const did = await transact(app, by, async (tx) => {
    tx.ownData();
    if (await changeDevices(tx, holder.account ?? holder.id, language, body)) return 'changed';
    return changeByForm(tx, holder.id, body);
  });
  return seeOther(did === 'forgotten' ? '/abonnieren/beendet' : `/abos/${token}?gut=${did}`);
}

/** One (`abo`), all of a pace (`takt`), or all. @throws Fault NOT_FOUND for a pace that there is not: it must not end all */
function whichOf({ query }: Request): { id?: string; pace?: Pace } {
  const { abo, takt } = query;
  if (abo !== undefined) return { id: isUuid(abo) ? abo : '00000000-0000-0000-0000-000000000000' };
  if (takt === undefined) return {};
  const pace = paces.find((each) => each === takt);
  if (pace === undefined) throw new Fault('NOT_FOUND');
  return { pace };
}

async function askUnsubscribe(request: Request): Promise<Reply> {
  const { app, params, language, url } = request;
  await holderOf(app, params['token']);
  const t = subscriptionsTexts(language);
  const which = whichOf(request);
  const what = which.id !== undefined ? 'one' : which.pace !== undefined ? 'pace' : 'all';
  return simple(
    request,
    t('unsubscribe.title'),
    t(`unsubscribe.${what}`),
    <Form plain action={url}>
      <Buttons>
        <Button go>{t('unsubscribe.do')}</Button>
        <Button variant="quiet" href={`/abos/${params['token']}`}>
          {t('unsubscribe.manage')}
        </Button>
      </Buttons>
    </Form>,
  );
}

/** Also what mail programs send by themselves: `List-Unsubscribe=One-Click`. Twice is once. */
async function unsubscribe(request: Request): Promise<Reply> {
  const { app, params, language } = request;
  const holder = await holderOf(app, params['token']);
  await transact(app, by, async (tx) => {
    tx.ownData();
    await endSubscriptions(tx, holder.id, whichOf(request));
  });
  const t = subscriptionsTexts(language);
  return simple(
    request,
    t('unsubscribe.done'),
    t('unsubscribe.doneText'),
    <Buttons>
      <Button variant="secondary" href={`/abos/${params['token']}`}>
        {t('unsubscribe.manage')}
      </Button>
    </Buttons>,
  );
}

const ended = (request: Request): Reply => {
  const t = subscriptionsTexts(request.language);
  return simple(request, t('ended.title'), t('ended.text'));
};

const get = { method: 'GET', may: holdsAddress, kind: 'page', perMinute: 120 } as const;
const post = { method: 'POST', may: holdsAddress, kind: 'page', perMinute: 120 } as const;
export const byAddressRoutes: Route[] = [
  {
    ...get,
    url: '/abonnieren/bestaetigen/:token',
    summary: 'Asks whether the address is theirs, with a button',
    handle: askConfirm,
  },
  {
    ...post,
    url: '/abonnieren/bestaetigen/:token',
    summary: 'Confirms an address and begins the subscription',
    handle: confirm,
  },
  { ...get, url: '/abonnieren/beendet', summary: 'Says that nothing is kept any more', handle: ended },
  {
    ...get,
    url: '/abos/:token',
    summary: 'What somebody follows, by the secret address of their mails',
    handle: manage,
  },
  { ...post, url: '/abos/:token', summary: 'Changes or ends subscriptions by that address', handle: change },
  {
    ...get,
    url: '/abos/:token/abmelden',
    summary: 'Asks with a button whether to unsubscribe; opening it changes nothing',
    handle: askUnsubscribe,
  },
  {
    ...post,
    url: '/abos/:token/abmelden',
    summary: 'Unsubscribes with one click, without a session (RFC 8058)',
    handle: unsubscribe,
  },
];
