// What the module gives to the copy of one's own data: what the account follows.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { aboutWords } from './feeds.ts';
import { subscriberOf, subscriptionsOf, type Subscription } from './queries/subscribers.ts';
import { subscriptionsTexts } from './subscriptions-texts.ts';

type Item = Omit<Subscription, 'createdAt' | 'feedGeneration' | 'id'> & { createdAt: string };

async function* read(app: App, actor: PersonActor): AsyncGenerator<Item> {
  const list = await ownData(app, actor, async (db) => {
    const subscriber = await subscriberOf(db, actor.id);
    return subscriber ? subscriptionsOf(db, subscriber.id) : [];
  });
  for (const { terms, match, pace, mail, push, createdAt } of list)
    yield { terms, match, pace, mail, push, createdAt: createdAt.toISOString() };
}

const part: OwnCopyPart<Item> = {
  name: 'subscriptions',
  tables: ['subscriptions.subscriber', 'subscriptions.subscription'],
  title: (language) => subscriptionsTexts(language)('copy.subscriptions'),
  read: forPersons(read),
  print: (item, app, language) => {
    const t = subscriptionsTexts(language);
    return {
      title: aboutWords({ app, language }, item),
      lines: [
        t(`pace.${item.pace}`),
        t('list.since', { day: formatDate(swissDay(item.createdAt), language) }),
      ],
    };
  },
};

/** A question that waits belongs to no account: it is gone in a day. */
export const subscriptionsCopy: OwnCopy = {
  parts: [part],
  within: { 'subscriptions.request': 'subscriptions' },
};
