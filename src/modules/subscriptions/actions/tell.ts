// subscriptions.tell: tells those who want to hear at once, a portion in each transaction; told and kept are one.
import type { App } from '../../../kernel/app.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { keepNotice, queuePush } from '../../notifications/index.ts';
import { announcementById, type KeptAnnouncement } from '../queries/announcements.ts';
import { readersOf, type Reader } from '../queries/readers.ts';
import { announcementWords, unsubscribeHeaders } from '../mail-words.ts';

const task = 'subscriptions.tell';
const portion = 50;

interface Place {
  announcement: number;
  /** Last subscriber who was told. */
  after: string;
}

export const queueTell = (tx: Transaction, place: Place): Promise<void> =>
  tx.queue(task, { ...place }, { key: `${task}/${place.announcement}` });

export async function tell(app: App, payload: Record<string, unknown>): Promise<void> {
  const place = payload as unknown as Place;
  const announcement = await announcementById(app, place.announcement);
  if (!announcement) return;
  await transact(app, { kind: 'programme', task }, async (tx) => {
    tx.impersonal('show-nobody');
    const hits = await tx.db
      .selectFrom('subscriptions.hit')
      .select(['subscriber_id', 'subscription_id', 'by_mail', 'by_push'])
      .where('announcement_id', '=', announcement.id)
      .where('told_at', 'is', null)
      .where('pace', '=', 0)
      .where('subscriber_id', '>', place.after)
      .orderBy('subscriber_id')
      .limit(portion)
      .forUpdate()
      .execute();
    const last = hits.at(-1);
    if (!last) return;
    const readers = await readersOf(
      tx,
      hits.map((hit) => hit.subscriber_id),
    );
    for (const hit of hits) {
      const reader = readers.get(hit.subscriber_id);
      if (reader) await tellOne(tx, announcement, reader, hit);
    }
    await tx.db
      .updateTable('subscriptions.hit')
      .set({ told_at: app.clock.now() })
      .where('announcement_id', '=', announcement.id)
      .where(
        'subscriber_id',
        'in',
        hits.map((hit) => hit.subscriber_id),
      )
      .execute();
    await queueTell(tx, { announcement: place.announcement, after: last.subscriber_id });
  });
}

async function tellOne(
  tx: Transaction,
  announcement: KeptAnnouncement,
  reader: Reader,
  hit: { subscription_id: string; by_mail: boolean; by_push: boolean },
): Promise<void> {
  const { app } = tx;
  const only = `?abo=${hit.subscription_id}`;
  // By address, not by subscriber: an account and the same address without one are one mailbox.
  const key = `announcement/${announcement.id}/${reader.mailbox}`;
  if (hit.by_mail)
    await keepNotice(tx, {
      key,
      kind: 'subscription',
      to: reader,
      words: (language) => announcementWords(app, reader, announcement, language, only),
      headers: unsubscribeHeaders(app, reader, only),
      use: { purpose: 'subscription' },
    });
  if (hit.by_push)
    await queuePush(tx, reader.id ?? reader.subscriber, key, (language) => ({
      title: announcement.title[language],
      text: announcement.text[language],
      path: announcement.path,
    }));
}
