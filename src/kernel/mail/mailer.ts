// Mail: every message is built once as a real MIME message, kept, and sent through SMTP where a server is configured.
import { createHash } from 'node:crypto';
import nodemailer from 'nodemailer';
import type { Config } from '../../config.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { impersonal } from '../audit/personal-data.ts';
import { domainOf, isMailAddress } from './mail-address.ts';

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
}

export interface Mailer {
  /**
   * Keeps the message in the caller's transaction, so that it exists exactly when the rest of the effect does.
   * @returns false when a message of this key is kept already; that one stays as it is
   * @throws Error when `to` is not one plain address
   */
  keep(db: Database, message: MailMessage): Promise<boolean>;
  /**
   * Sends the kept message of this key, unless it was sent before or there is no mail server.
   * @throws when the mail server refuses or can't be reached; the job tries again later
   */
  deliver(key: string): Promise<void>;
}

export function createMailer(config: Config, db: Database, clock: Clock): Mailer {
  const smtp = config.smtpUrl
    ? nodemailer.createTransport({
        url: config.smtpUrl,
        pool: true,
        // Shorter than the database lets a transaction idle (see `deliver`).
        connectionTimeout: 8_000,
        greetingTimeout: 8_000,
        socketTimeout: 15_000,
      })
    : undefined;
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  const compose = async (message: MailMessage): Promise<Buffer> => {
    const composed = await composer.sendMail({
      from: config.mailFrom,
      // As an object, not as a text: a text would be read as a list of recipients.
      to: { name: '', address: message.to },
      subject: oneLine(message.subject),
      text: readable(message.text),
      date: clock.now(),
      messageId: messageId(config, message.key),
      headers: {
        'Content-Language': message.language,
        // RFC 3834: answers of out-of-office programs would come back to nobody.
        'Auto-Submitted': 'auto-generated',
      },
    });
    return composed.message as Buffer;
  };

  return {
    async keep(inDb, message) {
      if (!isMailAddress(message.to)) throw new Error('A mail needs exactly one recipient');
      const kept = await inDb
        .insertInto('kernel.mail')
        .values({
          at: clock.now(),
          key: message.key,
          recipient: message.to,
          account_id: message.account ?? null,
          subject: oneLine(message.subject),
          message: await compose(message),
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      return kept !== undefined;
    },
    async deliver(key) {
      if (!smtp) return;
      await impersonal({ db }, 'show-nobody', () =>
        db.transaction().execute(async (tx) => {
          // The lock keeps a second job with the same mail waiting until the first has said whether it was sent.
          const kept = await tx
            .selectFrom('kernel.mail')
            .select(['message', 'recipient', 'sent_at'])
            .where('key', '=', key)
            .forUpdate()
            .executeTakeFirst();
          if (!kept || kept.sent_at !== null) return;
          // Sent before it is marked: a crash in between may send it twice (same Message-ID), never lose it.
          await smtp.sendMail({
            envelope: { from: config.mailFrom, to: [kept.recipient] },
            raw: kept.message,
          });
          await tx.updateTable('kernel.mail').set({ sent_at: clock.now() }).where('key', '=', key).execute();
        }),
      );
    },
  };
}

/**
 * Whether `deliver` failed since the server refuses this recipient or this message for good (5xx of RFC 5321): trying again changes
 * nothing. A server that can't be reached, lets nobody in or refuses the sender is no such thing: somebody mends that.
 */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, command } = error as Error & { responseCode?: number; command?: string };
  return (responseCode ?? 0) >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

/** The same for the same key: mail programs show a message once that came twice (RFC 5322, 3.6.4). */
export function messageId(config: Pick<Config, 'mailFrom' | 'baseUrl'>, key: string): string {
  const domain = domainOf(config.mailFrom) ?? new URL(config.baseUrl).hostname;
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
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
