// Somebody without an account wants to follow something: a mail asks whether the address is theirs. Nothing more is sent before that.
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { addressHash, keepNotice } from '../../notifications/index.ts';
import { paceNumber } from '../paces.ts';
import { secretAddress } from '../secret-addresses.ts';
import { subscriptionsTexts } from '../subscriptions-texts.ts';
import type { Wanted } from '../wanted.ts';

/** For so long the question stands; then it and the address are gone. */
export const requestHours = 24;
/** Mails that strangers can make us send to one address in a day, and what one sender may ask for in an hour. */
export const mostToAddress = 3;
export const mostOfSender = 20;

/**
 * @returns whether a mail goes out. Whoever asked is told the same in any case: who follows what is nobody's business
 * @throws Fault TOO_MANY_REQUESTS for a sender who asks too often
 */
export async function askToConfirm(
  app: App,
  wanted: Wanted & { address: string; language: Language; ip: string },
): Promise<boolean> {
  const { address, language, terms, match, pace, ip } = wanted;
  const hash = addressHash(app, address);
  const sender = createHmac('sha256', app.secret).update(`subscriptions.sender\0${ip}`).digest();
  const now = app.clock.now();
  return transact(app, { kind: 'programme', task: 'subscriptions.ask' }, async (tx) => {
    tx.impersonal('show-nobody');
    const count = async (column: 'address_hash' | 'sender_hash', value: Buffer, hours: number) => {
      const row = await tx.db
        .selectFrom('subscriptions.request')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where(column, '=', value)
        .where('at', '>', new Date(now.getTime() - hours * 3_600_000))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    };
    // Two questions at once would both count before either is written; senders before addresses, so that nobody waits in a circle.
    for (const each of [sender, hash])
      await sql`select pg_advisory_xact_lock(hashtextextended(${`subscriptions.ask/${each.toString('base64')}`}, 0))`.execute(
        tx.db,
      );
    if ((await count('sender_hash', sender, 1)) >= mostOfSender) throw new Fault('TOO_MANY_REQUESTS');
    const before = await count('address_hash', hash, requestHours);
    if (before >= mostToAddress) return false;
    const { id } = await tx.db
      .insertInto('subscriptions.request')
      .values({
        ...{ at: now, address, address_hash: hash, sender_hash: sender, language },
        ...{ terms: [...terms], match, pace: paceNumber(pace) },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return keepNotice(tx, {
      key: `subscription-confirm/${id}`,
      kind: 'subscription-confirm',
      to: { id: undefined, name: undefined, email: address, language },
      words: (spoken) => {
        const t = subscriptionsTexts(spoken);
        const url = `${app.config.baseUrl}/abonnieren/bestaetigen/${secretAddress(app, 'confirm', id)}`;
        return {
          subject: t('confirm.subject'),
          paragraphs: [t('confirm.text'), url, t('confirm.not', { hours: requestHours })],
        };
      },
    });
  });
}
