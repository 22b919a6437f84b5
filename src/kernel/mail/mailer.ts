// Mail: every message is built once as a real MIME message, kept, and sent through the first mail server that takes it.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import nodemailer from 'nodemailer';
import type { Config } from '../../config.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { impersonal } from '../audit/personal-data.ts';
import { domainOf, isMailAddress } from './mail-address.ts';
import { MailRefused, smtpServers, type Accepted, type Patience } from './smtp-servers.ts';

export interface MailMessage {
  /** The same effect has the same key, so that a job that runs twice makes one mail. */
  key: string;
  /** One address; see `isMailAddress`. */
  to: string;
  /** Account of whoever it is to; undefined: somebody without one. */
  account: string | undefined;
  subject: string;
  /** Plain text; lines wrap at the reader's width. */
  text: string;
  language: string;
  /** What it is about, for preferences and for what is shown of it. */
  kind?: string;
  /** More headers, e.g. those by which a mail program unsubscribes (RFC 8058). */
  headers?: Readonly<Record<string, string>>;
  /** It is not sent: kept for the account only, or failed because nothing reaches this address. */
  unsent?: { state: 'account' } | { state: 'failed'; failure: string };
}

/** How often a mail is tried: after so many minutes again. After the last one, some two days after the first, it is given up. */
export const retryMinutes = [1, 5, 15, 30, 60, 120, 240, 360, 480, 720, 900] as const;

/**
 * `none`: there is nothing to send, or no mail server. `held`: another process is sending it right now, look again later.
 * `later`: no server takes it now. `given-up`: tried for the last time, or refused for good; `gone`: since there is no such mailbox.
 */
export type Delivery =
  | { is: 'sent' | 'none' | 'given-up'; gone?: { recipient: string; answer: string } }
  | { is: 'held' | 'later'; againInSeconds: number };

export interface Mailer {
  /**
   * Keeps the message in the caller's transaction, so that it exists exactly when the rest of the effect does.
   * @returns false when a message of this key is kept already; that one stays as it is
   * @throws Error when `to` is not one plain address
   */
  keep(db: Database, message: MailMessage): Promise<boolean>;
  /** Sends the kept message of this key, unless it was sent before, and notes what became of it. */
  deliver(key: string): Promise<Delivery>;
}

/** Longer than all servers together may take: whoever holds a mail longer has died. */
const heldSeconds = 180;

export function createMailer(config: Config, db: Database, clock: Clock, wait?: Patience): Mailer {
  const urls = [config.smtpUrl, config.smtpUrl2].filter((url) => url !== undefined);
  const servers = urls.length === 0 ? undefined : smtpServers(urls, wait);
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  const compose = async (message: MailMessage, id: string): Promise<Buffer> => {
    const composed = await composer.sendMail({
      from: config.mailFrom,
      // As an object, not as a text: a text would be read as a list of recipients.
      to: { name: '', address: message.to },
      subject: oneLine(message.subject),
      text: readable(message.text),
      date: clock.now(),
      messageId: `<${id}@${domainOf(config.mailFrom) ?? new URL(config.baseUrl).hostname}>`,
      headers: {
        'Content-Language': message.language,
        // RFC 3834: answers of out-of-office programs would come back to nobody.
        'Auto-Submitted': 'auto-generated',
        ...message.headers,
      },
    });
    return composed.message as Buffer;
  };

  /** Takes the mail for itself alone; a crash lets it go after a while. No transaction waits for a mail server. */
  const hold = (key: string) =>
    db
      .updateTable('kernel.mail')
      .set({ held_until: sql`now() + make_interval(secs => ${heldSeconds})` })
      .where('key', '=', key)
      .where('state', '=', 'waiting')
      .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<', sql<Date>`now()`)]))
      .returning(['message', 'recipient', 'attempts', 'message_id'])
      .executeTakeFirst();

  const accepted = async (key: string, { server, answer }: Accepted): Promise<Delivery> => {
    const at = clock.now();
    await db
      .updateTable('kernel.mail')
      .set({
        ...{ state: 'sent', sent_at: at, ended_at: at, accepted_by: server, receipt: answer },
        ...{ held_until: null, next_try_at: null, failure: null },
      })
      .where('key', '=', key)
      // A report that it came back may have been quicker.
      .where('state', '=', 'waiting')
      .execute();
    return { is: 'sent' };
  };

  const refused = async (
    key: string,
    recipient: string,
    before: number,
    error: unknown,
  ): Promise<Delivery> => {
    if (!(error instanceof MailRefused)) throw error;
    const minutes = error.forGood ? undefined : retryMinutes[before];
    const now = clock.now();
    await db
      .updateTable('kernel.mail')
      .set({
        ...{ attempts: before + 1, held_until: null, failure: error.message },
        ...(minutes === undefined
          ? { state: 'failed', ended_at: now, next_try_at: null }
          : { next_try_at: new Date(now.getTime() + minutes * 60_000) }),
      })
      .where('key', '=', key)
      .where('state', '=', 'waiting')
      .execute();
    if (minutes !== undefined) return { is: 'later', againInSeconds: minutes * 60 };
    return { is: 'given-up', ...(error.gone ? { gone: { recipient, answer: error.message } } : {}) };
  };

  return {
    async keep(inDb, message) {
      if (!isMailAddress(message.to)) throw new Error('A mail needs exactly one recipient');
      const id = randomBytes(20).toString('hex');
      const at = clock.now();
      const { unsent } = message;
      const kept = await inDb
        .insertInto('kernel.mail')
        .values({
          at,
          key: message.key,
          recipient: message.to,
          account_id: message.account ?? null,
          subject: oneLine(message.subject),
          message: await compose(message, id),
          message_id: id,
          ...(message.kind === undefined ? {} : { kind: message.kind }),
          ...(unsent ? { ...unsent, ended_at: at } : {}),
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      return kept !== undefined;
    },
    deliver: (key) =>
      impersonal({ db }, 'show-nobody', async () => {
        const state = () =>
          db.selectFrom('kernel.mail').select('state').where('key', '=', key).executeTakeFirst();
        if (!servers) return { is: 'none' };
        const mail = await hold(key);
        if (!mail) {
          const now = (await state())?.state;
          if (now === 'waiting') return { is: 'held', againInSeconds: heldSeconds };
          return {
            is: now === 'sent' ? 'sent' : now === 'failed' || now === 'returned' ? 'given-up' : 'none',
          };
        }
        const envelope = {
          from: config.mailFrom,
          to: mail.recipient,
          id: mail.message_id ?? undefined,
        };
        // Sent before it is noted: a crash in between may send it twice (same Message-ID), never lose it.
        try {
          return await accepted(key, await servers.send(envelope, mail.message));
        } catch (error) {
          return refused(key, mail.recipient, mail.attempts, error);
        }
      }),
  };
}

/** Directional overrides can make a sender or an address look like another one (Unicode TR 36, 3.3). */
const overrides = /[\u202A-\u202E\u2066-\u2069]/g;

/** A header is one line: names and subjects come from people, and a line break would begin a header of theirs. */
function oneLine(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(overrides, '')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      // Text that looks like an encoded word (RFC 2047) would be decoded by the reader, line breaks and all.
      .replaceAll('=?', '= ?')
      .trim()
  );
}

function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(overrides, '')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}
