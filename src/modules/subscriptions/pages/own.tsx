// /konto/abos: what an account follows.
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { transact } from '../../../kernel/transaction.ts';
import { MoreLink, Notice, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { ownSubscriptions } from '../permissions.ts';
import { subscriberOf, subscriptionsOf } from '../queries/subscribers.ts';
import { subscriptionsTexts } from '../subscriptions-texts.ts';
import { changeByForm, told } from './change-by-form.ts';
import { SubscriptionList } from './subscription-list.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, language, query, csrf } = request;
  const actor = personOf(request);
  const t = subscriptionsTexts(language);
  const list = await ownData(app, actor, async (db) => {
    const subscriber = await subscriberOf(db, actor.id);
    return subscriber ? subscriptionsOf(db, subscriber.id) : [];
  });
  const said = told.find((each) => each === query['gut']);
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('own.title')}
          lead={t('own.lead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        />
        {said ? <Notice tone="success" role="status" title={t(`done.${said}`)} /> : null}
        <p>
          <MoreLink label={t('own.devices')} href="/konto/benachrichtigungen#geraete" />
        </p>
        <SubscriptionList request={request} list={list} action="/konto/abos" csrf={csrf} />
      </Wrap>
    ),
  });
}

async function change(request: Request): Promise<Reply> {
  const { app, body } = request;
  const actor = personOf(request);
  const did = await transact(app, actor, async (tx) => {
    tx.ownData();
    const subscriber = await subscriberOf(tx.db, actor.id);
    if (!subscriber) throw new Fault('NOT_FOUND');
    return changeByForm(tx, subscriber.id, body);
  });
  return seeOther(did === 'forgotten' ? '/konto/abos' : `/konto/abos?gut=${did}`);
}

export const ownRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/abos',
    may: ownSubscriptions,
    kind: 'page',
    summary: 'What I follow, how often and on which way',
    handle: show,
  },
  {
    method: 'POST',
    url: '/konto/abos',
    may: ownSubscriptions,
    kind: 'form',
    summary: 'Changes or ends what I follow',
    handle: change,
  },
];
