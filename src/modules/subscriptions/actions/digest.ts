// subscriptions.digest: one mail for a day or week with all that was announced; each subscriber in one transaction.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { keepNotice, queuePush } from '../../notifications/index.ts';
import { digestWords, unsubscribeHeaders } from '../mail-words.ts';
import { digestsDue, paceNumber, type Pace } from '../paces.ts';
import { announcementsByIds } from '../queries/announcements.ts';
import { readersOf } from '../queries/readers.ts';

const task = 'subscriptions.digest';
const portion = 200;
/** More are counted; the page of the subscription's feed has them all. */
export const mostInDigest = 30;

/** Every hour; each digest once for its day, also where it was killed in between. */
export async function digest(app: App): Promise<void> {
  for (const { pace, day } of digestsDue(app.clock.now())) {
    const done = await app.db
      .selectFrom('subscriptions.digest')
      .select('day')
      .where('pace', '=', paceNumber(pace))
      .where('day', '=', day)
      .executeTakeFirst();
    if (done) continue;
    await digestOf(app, pace, day);
    await app.db
      .insertInto('subscriptions.digest')
      .values({ pace: paceNumber(pace), day, ended_at: app.clock.now() })
      .onConflict((conflict) => conflict.columns(['pace', 'day']).doNothing())
      .execute();
  }
}

async function digestOf(app: App, pace: Exclude<Pace, 'now'>, day: string): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const seen = after;
    const waiting = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('subscriptions.hit')
        .select('subscriber_id')
        .distinct()
        .where('pace', '=', paceNumber(pace))
        .where('told_at', 'is', null)
        .where('subscriber_id', '>', seen)
        .orderBy('subscriber_id')
        .limit(portion)
        .execute(),
    );
    for (const { subscriber_id: subscriber } of waiting) await digestFor(app, subscriber, pace, day);
    const last = waiting.at(-1);
    if (!last || waiting.length < portion) return;
    after = last.subscriber_id;
  }
}

async function digestFor(
  app: App,
  subscriber: string,
  pace: Exclude<Pace, 'now'>,
  day: string,
): Promise<void> {
  await transact(app, { kind: 'programme', task }, async (tx) => {
    tx.impersonal('show-nobody');
    const hits = await tx.db
      .updateTable('subscriptions.hit')
      .set({ told_at: app.clock.now() })
      .where('subscriber_id', '=', subscriber)
      .where('pace', '=', paceNumber(pace))
      .where('told_at', 'is', null)
      .returning(['announcement_id', 'by_mail', 'by_push'])
      .execute();
    const reader = (await readersOf(tx, [subscriber])).get(subscriber);
    if (!reader || hits.length === 0) return;
    const ids = hits.map((hit) => hit.announcement_id);
    const newest = ids.toSorted((one, other) => other - one).slice(0, mostInDigest);
    const announcements = await announcementsByIds(tx.db, newest);
    const some = `?takt=${pace}`;
    // Somebody who was told this day already and hears of more gets another one.
    const key = `digest/${pace}/${day}/${reader.mailbox}/${newest.join('.')}`;
    if (hits.some((hit) => hit.by_mail))
      await keepNotice(tx, {
        key,
        kind: 'subscription',
        to: reader,
        words: (language) =>
          digestWords(app, reader, { announcements, count: ids.length, day, pace }, language, some),
        headers: unsubscribeHeaders(app, reader, some),
        use: { purpose: 'subscription' },
      });
    if (hits.some((hit) => hit.by_push))
      await queuePush(tx, reader.id ?? subscriber, key, (language) => {
        const { subject } = digestWords(
          app,
          reader,
          { announcements, count: ids.length, day, pace },
          language,
          some,
        );
        return { title: subject, text: announcements[0]?.title[language] ?? '', path: '/konto/abos' };
      });
  });
}
